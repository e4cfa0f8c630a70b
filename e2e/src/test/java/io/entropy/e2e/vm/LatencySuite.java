package io.entropy.e2e.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.e2e.vm.Packets.Trip;
import io.entropy.injectors.latency.LatencyProvider;
import io.entropy.injectors.rate.RateProvider;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `latency` by netem, in the guest: what it does besides the contract.
class LatencySuite extends OnPair {
  private static final String SLOW = "time=500ms protocol=udp ";

  private Started start(String parameters) throws InjectorException {
    return start(new LatencyProvider(), parameters);
  }

  @Test
  void netemIsTheFirstChoiceAndTheOtherCanBeAskedFor() throws Exception {
    try (Started netem = start(SLOW);
        Started nfqueue = start(SLOW + "method=nfqueue")) {
      assertThat(netem.fault().mechanism()).startsWith("netem on an ifb");
      assertThat(nfqueue.fault().mechanism()).startsWith("nfqueue");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void onlyWhatTheFiltersNameIsDelayed(String direction) throws Exception {
    String peer = NamespacePair.PEER_ADDRESS;
    String filters = " dport=7001 " + (direction.equals("recv") ? "from=" : "to=") + peer;
    try (Started latency = start(SLOW + "direction=" + direction + filters);
        Packets meant = Packets.of(pair(), direction, 7001);
        Packets other = Packets.of(pair(), direction, 7002)) {
      assertThat(other.fastest()).isLessThan(500);
      assertThat(latency.count("packets_seen")).isZero();
      assertThat(meant.fastest()).isBetween(500.0, 5_000.0);
      assertThat(latency.count("packets_delayed")).isEqualTo(3);
      Fidelity fidelity = latency.fault().observe();
      assertThat(fidelity.getVerdict()).as(fidelity.getAchieved()).isEqualTo(Verdict.AS_ASKED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "normal", "pareto", "paretonormal"})
  void jitterVariesAndKeepsTheOrder(String distribution) throws Exception {
    try (Started latency =
            start("time=200ms jitter=100ms protocol=udp distribution=" + distribution);
        Packets packets = Packets.of(pair(), "recv", 0)) {
      List<Trip> trips = packets.send(30, 30, 5_000);
      assertThat(trips)
          .hasSize(30)
          .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
      assertThat(trips).anyMatch(trip -> trip.millis() >= 200);
      assertThat(latency.fault().verify().active()).as(latency.fault().verify().detail()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "paretonormal"})
  void withReorderPacketsOvertakeEachOther(String distribution) throws Exception {
    String jitter =
        "time=200ms jitter=150ms reorder=true correlation=10 protocol=udp distribution=";
    try (Started latency = start(jitter + distribution);
        Packets packets = Packets.of(pair(), "recv", 0)) {
      List<Long> numbers = packets.send(30, 30, 5_000).stream().map(Trip::number).toList();
      assertThat(numbers).hasSize(30).isNotEqualTo(numbers.stream().sorted().toList());
      assertThat(latency.fault().verify().active()).as(latency.fault().verify().detail()).isTrue();
    }
  }

  @Test
  void aQdiscOfSomebodyElseIsRefusedAndStays() throws Exception {
    pair().tc("qdisc", "add", "dev", "eth0", "root", "handle", "1:", "pfifo");
    try {
      String before = pair().tc("qdisc", "show");
      assertThatExceptionOfType(InjectorException.class)
          .isThrownBy(() -> start(SLOW + "direction=send"))
          .withMessageContaining("netem: packets of")
          .withMessageContaining("`pfifo 1:`, which Entropy doesn't replace")
          .withMessageContaining("nfqueue: holds only what is received")
          .satisfies(e -> assertThat(e.code()).isEqualTo(Code.REFUSED));
      assertThat(pair().tc("qdisc", "show")).isEqualTo(before);
    } finally {
      pair().tc("qdisc", "del", "dev", "eth0", "root");
    }
  }

  @Test
  void whatSomebodyElseChangesIsNoticed() throws Exception {
    try (Started latency = start(SLOW + "direction=send")) {
      assertThat(latency.fault().verify().active()).isTrue();
      String parent = latency.undo().details().get("qdisc") + "1";
      pair().tc("qdisc", "change", "dev", "eth0", "parent", parent, "netem", "delay", "1ms");
      assertThat(latency.fault().verify().active()).isFalse();
      assertThat(latency.fault().verify().detail()).contains("its delay is");
      assertThat(latency.fault().observe().getVerdict()).isEqualTo(Verdict.DIFFERS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void faultsStandBesideEachOtherAndARate(String direction) throws Exception {
    String where = "direction=" + direction + " protocol=udp dport=";
    try (Started rate = start(new RateProvider(), "rate=1mbit " + where + "7003");
        Started slower = start("time=1200ms " + where + "7001");
        Packets slowest = Packets.of(pair(), direction, 7001);
        Packets slow = Packets.of(pair(), direction, 7002)) {
      try (Started first = start("time=500ms " + where + "7002")) {
        assertThat(slow.fastest()).isBetween(500.0, 1_199.0);
        assertThat(slowest.fastest()).isGreaterThanOrEqualTo(1_200);
        assertThat(first.revert()).isInstanceOf(Reverted.Removed.class);
        assertThat(first.revert()).isInstanceOf(Reverted.Nothing.class);
      }
      assertThat(slow.fastest()).isLessThan(500);
      assertThat(slowest.fastest()).isGreaterThanOrEqualTo(1_200);
      assertThat(slower.fault().verify().active()).isTrue();
      assertThat(rate.fault().verify().active()).as(rate.fault().verify().detail()).isTrue();
    }
  }

  /// What is on its way when a fault is taken over by the next isn't lost with the class.
  @Test
  void whatIsHeldAtARevertStillArrives() throws Exception {
    try (Packets packets = Packets.of(pair(), "recv", 0)) {
      try (Started _ = start(SLOW)) {
        assertThat(packets.send(3, 1, 10)).isEmpty();
      }
      assertThat(packets.send(0, 3, 2_000)).hasSize(3);
    }
  }

  @Test
  void anotherProcessOfOursIsRefusedNetemAndTakesTheQueue() throws Exception {
    try (Started _ = start(SLOW);
        InjectorSession another = new InjectorSession(runtime());
        Started second = another.start(new LatencyProvider(), target(), SLOW)) {
      assertThat(second.fault().mechanism()).startsWith("nfqueue");
      assertThatExceptionOfType(InjectorException.class)
          .isThrownBy(() -> another.start(new LatencyProvider(), target(), SLOW + "method=netem"))
          .withMessageContaining("another session of Entropy");
    }
  }
}
