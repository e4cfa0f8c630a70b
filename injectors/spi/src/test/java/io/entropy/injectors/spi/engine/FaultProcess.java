package io.entropy.injectors.spi.engine;

import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureModes;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// A process of its own that makes a fault and does nothing more about it; tests stop and kill it,
/// and have its undo record.
public record FaultProcess(ChildJvm jvm, Undo undo) implements AutoCloseable {
  private static final String SESSION = "session";

  /// Starts it and waits until its fault is released.
  ///
  /// @param parameters as they're typed
  public static FaultProcess start(
      TestContainer target, String mode, String parameters, Duration lease) throws IOException {
    ChildJvm jvm =
        ChildJvm.start(
            FaultProcess.class, target.id(), mode, parameters, Long.toString(lease.toMillis()));
    Map<String, String> details =
        jvm.said().stream()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    String session = details.getOrDefault(SESSION, "");
    return new FaultProcess(jvm, new Undo("other", session, mode, target.id(), "target", details));
  }

  public void stop() {
    jvm.signal("STOP");
  }

  public void goOn() {
    jvm.signal("CONT");
  }

  public void kill() {
    jvm.kill();
  }

  @Override
  public void close() {
    jvm.close();
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
      System.out.println(SESSION + "=" + started.undo().session());
      started.undo().details().forEach((key, value) -> System.out.println(key + "=" + value));
      ChildJvm.ready();
      Thread.sleep(Duration.ofMinutes(5));
    }
  }
}
