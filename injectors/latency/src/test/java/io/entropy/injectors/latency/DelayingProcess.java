package io.entropy.injectors.latency;

import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.mode.FailureModes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A process of its own that serves a queue of what a container receives, and then waits; tests
/// stop and kill it.
final class DelayingProcess implements AutoCloseable {
  private final Process process;

  private DelayingProcess(Process process) {
    this.process = process;
  }

  /// Starts one that delays and waits until its fault works.
  static DelayingProcess start(TestContainer target, String parameters, Duration lease)
      throws IOException {
    return start(target, "latency", parameters, lease);
  }

  /// The same with any mode.
  static DelayingProcess start(TestContainer target, String mode, String parameters, Duration lease)
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
                mode,
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

  /// What runs in the process: container, mode, parameters, lease in milliseconds.
  static void main(String[] arguments) throws Exception {
    try (InjectorSession session = new InjectorSession(new EngineRuntime());
        Started started =
            session.arm(
                FailureModes.load().provider(arguments[1]).orElseThrow(),
                new TestContainer(arguments[0]).target(),
                arguments[2])) {
      started.fault().release(Duration.ofMillis(Long.parseLong(arguments[3])));
      System.out.write('!');
      System.out.flush();
      Thread.sleep(Duration.ofMinutes(2));
    }
  }
}
