package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A process of its own that loses everything in a namespace and then waits; tests stop and kill
/// it.
final class StoppableProcess implements AutoCloseable {
  private final Process process;

  private StoppableProcess(Process process) {
    this.process = process;
  }

  /// Starts it and waits until its fault works.
  static StoppableProcess start(Path namespace, String session, Duration lease) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                StoppableProcess.class.getName(),
                namespace.toString(),
                session,
                Long.toString(lease.toMillis()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != '!') {
      process.destroyForcibly();
      throw new IllegalStateException("the process didn't start");
    }
    return new StoppableProcess(process);
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

  /// What runs in the process: namespace path, session, lease in milliseconds.
  static void main(String[] arguments) throws InterruptedException {
    NetworkNamespace namespace = NetworkNamespace.ofPath(Path.of(arguments[0]));
    try (NamespacePlan plan = NamespacePlan.open(namespace, arguments[1])) {
      plan.arm(Faults.receive(1, new Action.DropAll()));
      plan.arm(Faults.send(2, new Action.DropAll()));
      Duration lease = Duration.ofMillis(Long.parseLong(arguments[2]));
      plan.release(1, lease);
      plan.release(2, lease);
      System.out.write('!');
      System.out.flush();
      Thread.sleep(Duration.ofMinutes(2));
    }
  }
}
