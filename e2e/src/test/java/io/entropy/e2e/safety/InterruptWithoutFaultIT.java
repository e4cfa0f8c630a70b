package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Ctrl-C before the first fault and after the last one: the run ends at once and makes no more.
class InterruptWithoutFaultIT extends OnContainers {
  private static final int MOMENTS = 10;
  private static final int LATEST_MILLIS = 1000;

  /// Below the control period and the time for recovery, which aren't to be sat out.
  private static final Duration AT_ONCE = Duration.ofSeconds(4);

  private TestContainer victim;
  private HttpServer system;
  private volatile int answer = 200;

  @BeforeAll
  void startContainers() throws IOException {
    victim = victim("v");
    system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    system.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    system.start();
  }

  @AfterAll
  void stopSystem() {
    system.stop(0);
  }

  @Test
  void whileItStartsItEndsAtOnceAndLeavesNothing() throws Exception {
    long seed = Long.getLong("entropy.test.seed", System.nanoTime());
    System.out.println("InterruptWithoutFaultIT: seed " + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < MOMENTS; i++) {
      EntropyProcess run = run("v", "-f", "60s", "-p", "1", "recv_drop");
      Thread.sleep(random.nextInt(LATEST_MILLIS));
      interrupt(run);
      assertThat(run.everything()).doesNotContain("Exception");
      assertThat(Tables.in(victim)).isEmpty();
      assertThat(JournalOnDisk.in(stateDir())).isEmpty();
    }
  }

  @Test
  void inTheControlPeriodNoFaultIsMadeAnyMore() throws Exception {
    answer = 200;
    EntropyProcess run =
        run("v", "-f", "60s", "-p", "1", "--steady-state", url(), "--control", "20s", "recv_drop");
    RunEvent _ = RunEvent.await(run, "probe.sampled");
    endsAtOnce(run);
    assertThat(RunEvent.of(run, "injection.requested")).isEmpty();
    assertThat(RunEvent.of(run, "policy.started")).isEmpty();
  }

  @Test
  void whileItWaitsForRecoveryItEnds() throws Exception {
    answer = 200;
    EntropyProcess run =
        run(
            "v",
            "-f",
            "5s",
            "-p",
            "1",
            "--for",
            "5s",
            "--steady-state",
            url(),
            "--recovery",
            "60s",
            "recv_drop");
    RunEvent _ = RunEvent.await(run, "injection.verified");
    answer = 500;
    RunEvent _ = RunEvent.await(run, "policy.stopped");
    RunEvent _ = RunEvent.await(run, "injection.reverted");
    RunEvent _ = RunEvent.await(run, "steadystate.deviated");
    endsAtOnce(run);
  }

  private String url() {
    return "http://127.0.0.1:" + system.getAddress().getPort() + "/";
  }

  private void endsAtOnce(EntropyProcess run) throws InterruptedException {
    long start = System.nanoTime();
    interrupt(run);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    assertThat(run.everything()).doesNotContain("Exception").doesNotContain("not everything");
  }
}
