package io.entropy.injectors.partition;

import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A process of its own that cuts a container off from another and then waits; tests stop and kill
/// it.
final class CuttingProcess implements AutoCloseable {
  private final Process process;

  private CuttingProcess(Process process) {
    this.process = process;
  }

  /// Starts it and waits until the two are cut off.
  static CuttingProcess start(TestContainer target, TestContainer peer, Duration lease)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CuttingProcess.class.getName(),
                target.id(),
                peer.id(),
                Long.toString(lease.toMillis()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != '!') {
      process.destroyForcibly();
      throw new IllegalStateException("the process didn't start");
    }
    return new CuttingProcess(process);
  }

  void stop() throws IOException, InterruptedException {
    int _ = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
  }

  /// SIGKILL, which ends a stopped process too.
  void kill() {
    Process _ = process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /// What runs in the process: ids of target and peer, lease in milliseconds.
  static void main(String[] arguments) throws InjectorException, InterruptedException {
    InjectorSession session = new InjectorSession(new EngineRuntime());
    Started cut =
        session.arm(
            new PartitionProvider(),
            new TestContainer(arguments[0]).target(),
            "",
            List.of(TestPeers.of(new TestContainer(arguments[1]).target())));
    cut.fault().release(Duration.ofMillis(Long.parseLong(arguments[2])));
    System.out.write('!');
    System.out.flush();
    Thread.sleep(Duration.ofMinutes(2));
  }
}
