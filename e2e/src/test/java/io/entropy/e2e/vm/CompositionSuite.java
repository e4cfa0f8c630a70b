package io.entropy.e2e.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.drop.SendDropProvider;
import io.entropy.injectors.latency.CorruptProvider;
import io.entropy.injectors.latency.LatencyProvider;
import io.entropy.injectors.rate.RateProvider;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.Started;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Faults by traffic classes that meet the same packets, in the guest: they compose, and each ends
/// by itself.
class CompositionSuite extends OnPair {
  private static final String ALL = " protocol=udp method=netem direction=";

  private Started delay(int millis, String direction) throws InjectorException {
    return start(new LatencyProvider(), "time=" + millis + "ms" + ALL + direction);
  }

  private static void assertAsAsked(Started started) throws InjectorException {
    Fidelity fidelity = started.fault().observe();
    assertThat(fidelity.getVerdict()).as(fidelity.getAchieved()).isEqualTo(Verdict.AS_ASKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void delaysAddAndEachEndsByItself(String direction) throws Exception {
    try (Started slow = delay(600, direction);
        Packets packets = Packets.of(pair(), direction, 0)) {
      try (Started slower = delay(900, direction)) {
        assertThat(packets.fastest()).isBetween(1_500.0, 5_000.0);
        assertThat(slow.count("packets_delayed")).isEqualTo(3);
        assertThat(slower.count("packets_delayed")).isEqualTo(3);
        slower.fault().end();
        assertThat(packets.fastest()).isBetween(600.0, 1_499.0);
        assertThat(slower.count("packets_seen")).isEqualTo(3);
        assertAsAsked(slower);
      }
      assertThat(slow.fault().verify().active()).as(slow.fault().verify().detail()).isTrue();
      assertThat(packets.fastest()).isBetween(600.0, 1_499.0);
      assertThat(slow.count("packets_delayed")).isEqualTo(9);
      assertAsAsked(slow);
      slow.fault().end();
      assertThat(packets.fastest()).isLessThan(600);
    }
  }

  /// Nobody renews one of them: the kernel takes it out of all that it was part of.
  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void oneWhoseLeaseEndsIsOutAtOnce(String direction) throws Exception {
    try (Started kept = delay(500, direction);
        Started left =
            session().arm(new LatencyProvider(), target(), "time=700ms" + ALL + direction);
        Packets packets = Packets.of(pair(), direction, 0)) {
      left.fault().release(Duration.ofSeconds(5));
      assertThat(packets.fastest()).isGreaterThanOrEqualTo(1_200);
      while (left.fault().verify().active()) {
        Thread.sleep(50);
      }
      assertThat(kept.fault().refresh(LEASE)).isEqualTo(Lease.KEPT);
      assertThat(packets.fastest()).isBetween(500.0, 1_199.0);
    }
  }

  /// What is held for both when one ends still arrives.
  @Test
  void whatIsOnItsWayWhenOneEndsIsNotLost() throws Exception {
    try (Started _ = delay(200, "recv");
        Packets packets = Packets.of(pair(), "recv", 0)) {
      try (Started _ = delay(250, "recv")) {
        assertThat(packets.send(5, 1, 10)).isEmpty();
      }
      assertThat(packets.send(0, 5, 3_000)).hasSize(5);
    }
  }

  @Test
  void oneThatIsRenewedStaysComposed() throws Exception {
    try (Started other = delay(500, "send");
        Started first = delay(700, "send");
        Packets packets = Packets.of(pair(), "send", 0)) {
      try (Started next =
          session().arm(new LatencyProvider(), target(), "time=700ms" + ALL + "send")) {
        next.fault().takeOver(first.fault(), LEASE);
        assertThat(packets.fastest()).isBetween(1_200.0, 1_899.0);
        assertThat(first.count("packets_seen")).isZero();
        assertThat(other.count("packets_delayed")).isEqualTo(3);
        assertThat(next.count("packets_delayed")).isEqualTo(3);
      }
    }
  }

  /// 8 packets of some 1,042 bytes at 2,000 bytes a second, of which the burst is the first.
  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void aRateHoldsForWhatIsDelayed(String direction) throws Exception {
    String rate = "rate=16kbit burst=1100 protocol=udp direction=" + direction;
    try (Started limit = start(new RateProvider(), rate);
        Started late = delay(1_000, direction);
        Packets packets = Packets.of(pair(), direction, 0)) {
      List<Double> millis = new ArrayList<>();
      packets.send(8, 8, 20_000).forEach(trip -> millis.add(trip.millis()));
      assertThat(millis).hasSize(8);
      assertThat(millis.getFirst()).isBetween(1_000.0, 3_000.0);
      assertThat(millis.getLast()).isGreaterThanOrEqualTo(4_000);
      assertThat(limit.count("packets_passed")).isEqualTo(8);
      assertThat(late.count("packets_delayed")).isEqualTo(8);
      assertAsAsked(limit);
      late.fault().end();
      assertThat(packets.send(2, 2, 5_000).getFirst().millis()).isLessThan(1_000);
      assertAsAsked(late);
    }
  }

  @Test
  void aLossModelLosesWhatIsDelayed() throws Exception {
    try (Started late = delay(500, "send");
        Packets packets = Packets.of(pair(), "send", 0)) {
      try (Started lost =
          start(new SendDropProvider(), "model=gemodel p=100 r=0 h=0 k=0 protocol=udp")) {
        assertThat(packets.send(5, 1, 1_500)).isEmpty();
        assertThat(lost.count("packets_dropped")).isEqualTo(5);
        assertThat(late.count("packets_lost")).isZero();
        assertThat(late.count("packets_passed")).isZero();
        assertThat(late.fault().observe().getAchieved()).contains("5 were lost by other faults");
      }
      assertThat(packets.fastest()).isBetween(500.0, 5_000.0);
      assertAsAsked(late);
    }
  }

  @Test
  void threeCompose() throws Exception {
    try (Started corrupt = start(new CorruptProvider(), "percent=0" + ALL + "recv");
        Started slow = delay(300, "recv");
        Started slower = delay(500, "recv");
        Packets packets = Packets.of(pair(), "recv", 0)) {
      assertThat(packets.fastest()).isGreaterThanOrEqualTo(800);
      for (Started each : List.of(corrupt, slow, slower)) {
        assertThat(each.fault().verify().active()).isTrue();
        assertAsAsked(each);
      }
    }
  }

  /// One emulator can't vary a delay twice.
  @Test
  void ofTwoThatContradictEachOtherTheLaterTreats() throws Exception {
    String jitter = " jitter=10ms" + ALL + "send";
    try (Started first = start(new LatencyProvider(), "time=400ms" + jitter);
        Packets packets = Packets.of(pair(), "send", 0)) {
      try (Started later = start(new LatencyProvider(), "time=900ms" + jitter)) {
        assertThat(packets.fastest()).isBetween(890.0, 1_289.0);
        assertThat(first.count("packets_passed")).isEqualTo(3);
        assertThat(first.fault().observe().getVerdict()).isEqualTo(Verdict.DIFFERS);
        assertAsAsked(later);
      }
      assertThat(packets.fastest()).isBetween(390.0, 889.0);
    }
  }
}
