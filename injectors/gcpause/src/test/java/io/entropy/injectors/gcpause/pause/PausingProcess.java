package io.entropy.injectors.gcpause.pause;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.mode.FailureModes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An agent's process, as far as a pause is concerned: it pauses a container and keeps the lease.
/// Tests stop and kill it.
public final class PausingProcess implements AutoCloseable {
  private final Process process;

  private PausingProcess(Process process) {
    this.process = process;
  }

  /// Starts it, leader of a process group of its own, and waits until its pause has begun.
  static PausingProcess start(TestContainer container, String method, Duration lease)
      throws IOException {
    return start(List.of("setsid"), container, method, lease);
  }

  static PausingProcess start(
      List<String> before, TestContainer container, String method, Duration lease)
      throws IOException {
    return start(before, container, List.of("pause", "method=" + method), lease);
  }

  /// Makes any fault of this module.
  ///
  /// @param failure the mode and its parameters, as they're typed
  public static PausingProcess start(
      List<String> before, TestContainer container, List<String> failure, Duration lease)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            PausingProcess.class.getName(),
            container.id(),
            Integer.toString(container.pid()),
            failure.get(0),
            failure.get(1),
            Long.toString(lease.toMillis())));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (process.getInputStream().read() != '!') {
      Process _ = process.destroyForcibly();
      throw new IllegalStateException("the process didn't start");
    }
    return new PausingProcess(process);
  }

  public void signal(String name) {
    String _ = Shell.run("kill", "-" + name, Long.toString(process.pid()));
  }

  void killGroup() {
    String _ = Shell.run("kill", "-KILL", "--", "-" + process.pid());
  }

  @Override
  public void close() {
    Process _ = process.destroyForcibly().onExit().join();
  }

  private static InjectorProvider provider(String mode) {
    return FailureModes.load().provider(mode).orElseThrow();
  }

  /// Container, its pid, mode, parameters, lease in milliseconds.
  static void main(String[] arguments) throws Exception {
    Target container =
        Target.newBuilder()
            .setId(arguments[0])
            .setStatus(TargetStatus.newBuilder().setPid(Integer.parseInt(arguments[1])))
            .build();
    Duration lease = Duration.ofMillis(Long.parseLong(arguments[4]));
    try (InjectorSession session = new InjectorSession(new EngineRuntime());
        Started pause = session.arm(provider(arguments[2]), container, arguments[3])) {
      pause.fault().release(lease);
      System.out.write('!');
      System.out.flush();
      while (true) {
        Thread.sleep(lease.dividedBy(3));
        var _ = pause.fault().refresh(lease);
      }
    }
  }
}
