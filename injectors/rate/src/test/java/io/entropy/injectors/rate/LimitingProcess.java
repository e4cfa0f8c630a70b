package io.entropy.injectors.rate;

import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A process of its own that limits a container's rate, and then waits; tests stop and kill it, and
/// have its undo record.
record LimitingProcess(Process process, Undo undo) implements AutoCloseable {

  /// Starts it and waits until its fault works.
  static LimitingProcess start(TestContainer target, String parameters, Duration lease)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LimitingProcess.class.getName(),
                target.id(),
                parameters,
                Long.toString(lease.toMillis()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader();
    Map<String, String> words = new HashMap<>();
    for (String line = lines.readLine(); !"!".equals(line); line = lines.readLine()) {
      if (line == null) {
        process.destroyForcibly();
        throw new IllegalStateException("the process didn't start");
      }
      String[] pair = line.split("=", 2);
      words.put(pair[0], pair[1]);
    }
    String session = words.getOrDefault("session", "");
    Undo undo = new Undo("other", session, "rate", target.id(), "target", words);
    return new LimitingProcess(process, undo);
  }

  void stop() {
    Shell.run("kill", "-STOP", Long.toString(process.pid()));
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
                new RateProvider(), new TestContainer(arguments[0]).target(), arguments[1])) {
      started.fault().release(Duration.ofMillis(Long.parseLong(arguments[2])));
      System.out.println("session=" + started.undo().session());
      started.undo().details().forEach((key, value) -> System.out.println(key + "=" + value));
      System.out.println("!");
      System.out.flush();
      Thread.sleep(Duration.ofMinutes(2));
    }
  }
}
