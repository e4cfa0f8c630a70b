package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.kernel.process.Watchdogs.Running;
import io.entropy.injectors.spi.engine.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that keeps a toxic's lease is killed or stopped, or what keeps it for that: the toxic
/// ends.
@ExtendWith(EchoContainers.class)
class KilledAgentIT {
  private final Echo anothers = EchoContainers.anothers();
  private @Nullable Process holder;

  private Process holder() {
    return Objects.requireNonNull(holder);
  }

  private Target hold(Echo echo) throws Exception {
    Target target = echo.target();
    holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LeaseHolder.class.getName(),
                echo.server(),
                target.getSpec().getName())
            .inheritIO()
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> echo.toxics(target).size() == 1);
    // It's renewed: three leases later it's still there.
    Thread.sleep(LeaseHolder.LEASE.multipliedBy(3));
    assertThat(echo.toxics(target)).hasSize(1);
    return target;
  }

  @AfterEach
  void stop() throws InterruptedException {
    int _ = holder().destroyForcibly().waitFor();
  }

  private static void ends(Echo echo, Target target) {
    await(() -> echo.toxics(target).isEmpty());
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }

  /// A watchdog and its deputy.
  private static List<Running> watchdogs(Target target) {
    return Watchdogs.list().stream()
        .filter(one -> one.containerId().contains(target.getSpec().getName()))
        .toList();
  }

  @Test
  void theServersLeaseEndsAToxicOfAKilledAgent() throws Exception {
    Target target = hold(EchoContainers.ours());
    assertThat(watchdogs(target)).isEmpty();
    int _ = holder().destroyForcibly().waitFor();
    ends(EchoContainers.ours(), target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "STOP"})
  void theWatchdogEndsAToxicOfAnAgentThatGot(String signal) throws Exception {
    Target target = hold(anothers);
    assertThat(watchdogs(target)).hasSize(2);
    String _ = Shell.run("kill", "-s", signal, "" + holder().pid());
    ends(anothers, target);
    int _ = holder().destroyForcibly().waitFor();
    await(() -> watchdogs(target).isEmpty());
  }

  @Test
  void theDeputyEndsAToxicWhenTheWatchdogIsKilled() throws Exception {
    Target target = hold(anothers);
    long watchdog = watchdogs(target).stream().mapToLong(Running::pid).min().orElseThrow();
    String _ = Shell.run("kill", "-s", "KILL", "" + watchdog);
    ends(anothers, target);
    await(() -> watchdogs(target).isEmpty());
  }
}
