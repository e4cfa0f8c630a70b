package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.mode.FailureModes;
import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// A JVM of its own that makes a fault and does nothing more about it.
record Agent(Process process) implements AutoCloseable {

  /// Returns when the fault has been released.
  static Agent start(TestContainer target, Duration lease, String mode, String parameters)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Agent.class.getName(),
                target.id(),
                Long.toString(lease.toMillis()),
                mode,
                parameters)
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).isEqualTo("released");
    return new Agent(process);
  }

  static void main(String[] args) throws Exception {
    InjectorSession session = new InjectorSession(new EngineRuntime());
    InjectorProvider provider = FailureModes.load().provider(args[2]).orElseThrow();
    Started fault = session.arm(provider, new TestContainer(args[0]).target(), args[3]);
    fault.fault().release(Duration.ofMillis(Long.parseLong(args[1])));
    System.out.println("released");
    Thread.sleep(Duration.ofMinutes(5));
  }

  void signal(String name) {
    Shell.run("kill", "-" + name, Long.toString(process.pid()));
  }

  @Override
  public void close() {
    Process _ = process.destroyForcibly();
    Process _ = process.onExit().join();
  }
}
