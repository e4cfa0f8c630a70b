package io.entropy.injectors.latency;

import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A process of its own that holds what a container receives, and then waits; tests stop and kill
/// it.
final class DelayingProcess implements AutoCloseable {
  private final Process process;

  private DelayingProcess(Process process) {
    this.process = process;
  }

  /// Starts it and waits until its fault works.
  static DelayingProcess start(TestContainer target, String parameters, Duration lease)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DelayingProcess.class.getName(),
                target.id(),
                parameters,
                Long.toString(lease.toMillis()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != '!') {
      process.destroyForcibly();
      throw new IllegalStateException("the process didn't start");
    }
    return new DelayingProcess(process);
  }

  void stop() {
    Shell.run("kill", "-STOP", Long.toString(process.pid()));
  }

  void goOn() {
    Shell.run("kill", "-CONT", Long.toString(process.pid()));
  }

  /// SIGKILL, which ends a stopped process too.
  void kill() {
    var _ = process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /// What runs in the process: container, parameters, lease in milliseconds.
  static void main(String[] arguments) throws Exception {
    try (InjectorSession session = new InjectorSession(new EngineRuntime());
        Started started =
            session.arm(
                new LatencyProvider(), new TestContainer(arguments[0]).target(), arguments[1])) {
      started.fault().release(Duration.ofMillis(Long.parseLong(arguments[2])));
      System.out.write('!');
      System.out.flush();
      Thread.sleep(Duration.ofMinutes(2));
    }
  }
}
