package io.entropy.e2e.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.tc.Chance;
import io.entropy.injectors.kernel.tc.JitterTable;
import io.entropy.injectors.kernel.tc.Netem;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.kernel.tc.TcProbe;
import io.entropy.injectors.spi.engine.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  private NetworkNamespace target = NetworkNamespace.own();

  @BeforeEach
  void makeNamespaces() {
    ip("netns", "add", "target");
    ip("netns", "add", "peer");
    ip(
        "-n", "target", "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns",
        "peer");
    configure("target", "10.98.0.1/24");
    configure("peer", "10.98.0.2/24");
    target = NetworkNamespace.ofPath(Path.of("/run/netns/target"));
    for (int tries = 0; answered(1) == 0; tries++) {
      assertThat(tries).as("tries to ping").isLessThan(60);
    }
  }

  private static void configure(String name, String address) {
    ip("-n", name, "addr", "add", address, "dev", "eth0");
    ip("-n", name, "link", "set", "eth0", "up");
  }

  @AfterEach
  void deleteNamespaces() {
    ip("netns", "del", "target");
    ip("netns", "del", "peer");
  }

  private static String ip(String... words) {
    return Shell.run(Stream.concat(Stream.of("ip"), Arrays.stream(words)).toList());
  }

  private static Shell.Result ping(int count) {
    return Shell.attempt(
        List.of(
            "ip",
            "netns",
            "exec",
            "target",
            "busybox",
            "ping",
            "-c",
            "" + count,
            "-W",
            "2",
            "-A",
            "10.98.0.2"));
  }

  private static long answered(int count) {
    return ping(count).output().lines().filter(line -> line.contains("bytes from")).count();
  }

  /// In milliseconds: the least of some, which a busy machine can't make shorter.
  private static double roundTrip() {
    return ping(3)
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
    Action.Steer steer = shaping.add(1, direction, Optional.empty(), netem);
    try (NamespacePlan plan = NamespacePlan.open(target, SESSION)) {
      plan.arm(new Fault(1, "test", direction, List.of(), steer));
      body.run(plan);
    }
    assertThat(shaping.remove(1)).isTrue();
    assertThat(Shaping.list(target)).isEmpty();
  }

  private static String qdiscs() {
    return Shell.run("tc", "-n", "target", "qdisc", "show");
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
  void duplicatesAllThatItIsToDuplicate() {
    with(
        Direction.SEND,
        Netem.NOTHING.withDuplicate(Chance.of(1)),
        plan -> {
          plan.release(1, LONG);
          assertThat(ping(5).output()).containsPattern("(DUP!|duplicates)");
        });
  }

  @Test
  void theKernelHasWhatItWasGiven() {
    Netem netem =
        Netem.NOTHING
            .withDelay(
                new Netem.Delay(
                    Duration.ofMillis(100),
                    Duration.ofMillis(10),
                    0.25,
                    JitterTable.UNIFORM,
                    false))
            .withLossModel(Chance.of(0.1))
            .withDuplicate(Chance.of(0.02))
            .withCorrupt(Chance.of(0.03))
            .withReorder(Chance.of(0.5), 1);
    with(
        Direction.SEND,
        netem,
        _ ->
            assertThat(qdiscs())
                .contains("netem")
                .contains("delay 100ms  10ms 25%")
                .contains("loss 10%")
                .contains("duplicate 2%")
                .contains("corrupt 3%")
                .contains("reorder 50%"));
  }
}
