package io.entropy.e2e.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.tc.Chance;
import io.entropy.injectors.kernel.tc.JitterTable;
import io.entropy.injectors.kernel.tc.Lead;
import io.entropy.injectors.kernel.tc.Loss;
import io.entropy.injectors.kernel.tc.Netem;
import io.entropy.injectors.kernel.tc.SessionTree;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.kernel.tc.TcProbe;
import io.entropy.injectors.spi.engine.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Netem behind the lease, between two network namespaces. Not found by Maven's plugins by its
/// name: it's for the guest, where CPUs are emulated, so nothing here says how exact a delay is,
/// but that it's there.
class NetemSuite {
  private static final String SESSION = "7f3a0001";
  private static final Duration LONG = Duration.ofMinutes(5);

  private NamespacePair pair;
  private NetworkNamespace target;

  @BeforeEach
  void makeNamespaces() throws IOException {
    pair = new NamespacePair();
    target = pair.target();
  }

  @AfterEach
  void deleteNamespaces() {
    pair.close();
  }

  private long answered(int count) {
    return pair.ping(count).output().lines().filter(line -> line.contains("bytes from")).count();
  }

  /// In milliseconds: the least of some, which a busy machine can't make shorter.
  private double roundTrip() {
    return pair.ping(3)
        .output()
        .lines()
        .filter(line -> line.contains("time="))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*time=([0-9.]+).*", "$1")))
        .min()
        .orElse(Double.MAX_VALUE);
  }

  private interface Body {
    void run(NamespacePlan plan);
  }

  private void with(Direction direction, Netem netem, Body body) {
    Shaping shaping = new Shaping(target, SESSION);
    Action.Steer steer = shaping.add(1, Lead.ofAll(direction, netem));
    try (NamespacePlan plan = NamespacePlan.open(target, SESSION)) {
      plan.arm(new Fault(1, "test", direction, List.of(), steer));
      body.run(plan);
    }
    assertThat(shaping.remove(1)).isTrue();
    assertThat(Shaping.list(target)).isEmpty();
  }

  @Test
  void thisKernelHasNetemAndCanLimitRates() {
    assertThat(TcProbe.obstacleToNetem()).isEmpty();
    assertThat(TcProbe.obstacle(Direction.SEND)).isEmpty();
    assertThat(TcProbe.obstacle(Direction.RECEIVE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void delaysWhileItsLeaseLivesAndNotBeforeOrAfter(Direction direction) {
    Duration delay = Duration.ofMillis(400);
    with(
        direction,
        Netem.NOTHING.withDelay(Netem.Delay.of(delay)),
        plan -> {
          assertThat(roundTrip()).as("armed").isLessThan(400);
          plan.release(1, LONG);
          assertThat(roundTrip()).as("released").isBetween(399.0, 5_000.0);
          plan.inert(1);
          assertThat(roundTrip()).as("ended").isLessThan(400);
        });
  }

  @Test
  void itsEndIsTheKernelsWhenNobodyEndsIt() throws Exception {
    with(
        Direction.RECEIVE,
        Netem.NOTHING.withLossModel(Chance.of(1)),
        plan -> {
          plan.release(1, Duration.ofSeconds(2));
          for (int waited = 0; plan.verify(1).active() && waited < 1_000; waited++) {
            Shell.run("sleep", "0.1");
          }
          assertThat(answered(3)).isEqualTo(3);
        });
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void losesAllThatItIsToLose(Direction direction) {
    with(
        direction,
        Netem.NOTHING.withLossModel(Chance.of(1)),
        plan -> {
          plan.release(1, LONG);
          assertThat(answered(3)).isZero();
        });
  }

  @Test
  void theKernelHasWhatItWasGiven() {
    Netem netem =
        Netem.NOTHING
            .withDelay(delay(JitterTable.UNIFORM, false))
            .withLossModel(Chance.of(0.1))
            .withCorrupt(new Chance(0.03, 0.4))
            .withReorder(Chance.of(0.5), 3);
    assertHas(netem, "delay 100ms  10ms 25%", "loss 10%", "corrupt 3% 40%", "reorder 50%", "gap 3");
  }

  @Test
  void theKernelHasTheModelsOfLoss() {
    assertHas(
        Netem.NOTHING.withLossModel(new Loss.GilbertElliott(0.01, 0.2, 0.3, 0.95)),
        "gemodel p 1% r 20% 1-h 70% 1-k 5%");
    assertHas(
        Netem.NOTHING.withLossModel(new Loss.FourStates(0.01, 0.2, 0.3, 0.4, 0.05)),
        "state p13 1% p31 20% p32 30% p23 40% p14 5%");
  }

  @Test
  void theKernelTakesATableOfJitterAndKeepsPacketsInOrder() {
    Netem netem = Netem.NOTHING.withDelay(delay(JitterTable.of(q -> 4 * q - 2), true));
    assertHas(netem, "delay 100ms  10ms 25%", "rate");
  }

  private static Netem.Delay delay(JitterTable spread, boolean inOrder) {
    return new Netem.Delay(Duration.ofMillis(100), Duration.ofMillis(10), 0.25, spread, inOrder);
  }

  /// By what tc(8) reads, and by what we do.
  private void assertHas(Netem netem, String... words) {
    with(
        Direction.SEND,
        netem,
        _ -> {
          assertThat(pair.tc("qdisc", "show")).contains("netem").contains(words);
          Shaping shaping = new Shaping(target, SESSION);
          assertThat(shaping.flaw(1)).isEmpty();
          assertThat(shaping.flaw(2)).hasValue("its class is gone");
          String parent = SessionTree.of(SESSION).handleText() + "1";
          pair.tc("qdisc", "del", "dev", "eth0", "parent", parent);
          assertThat(shaping.flaw(1)).hasValue("its network emulator is gone");
        });
  }
}
