package io.entropy.injectors.gcpause.pause;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.ChildJvm;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.mode.FailureModes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// An agent's process, as far as a pause is concerned: it pauses a container and keeps the lease.
/// Tests stop and kill it.
public final class PausingProcess implements AutoCloseable {
  private final ChildJvm jvm;

  private PausingProcess(ChildJvm jvm) {
    this.jvm = jvm;
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
    return new PausingProcess(
        ChildJvm.startThrough(
            before,
            PausingProcess.class,
            container.id(),
            Integer.toString(container.pid()),
            failure.get(0),
            failure.get(1),
            Long.toString(lease.toMillis())));
  }

  public void signal(String name) {
    jvm.signal(name);
  }

  void killGroup() {
    String _ = Shell.run("kill", "-KILL", "--", "-" + jvm.pid());
  }

  @Override
  public void close() {
    jvm.close();
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
      ChildJvm.ready();
      while (true) {
        Thread.sleep(lease.dividedBy(3));
        var _ = pause.fault().refresh(lease);
      }
    }
  }
}
