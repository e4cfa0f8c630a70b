package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.drop.RecvDropProvider;
import io.entropy.injectors.drop.SendDropProvider;
import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of the packets that are held when faults come and go.
class HeldPacketsIT extends OnContainers {
  private static final int FEW = 20;

  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  private static List<Long> numbers(List<Trip> trips) {
    return trips.stream().map(Trip::number).toList();
  }

  private static List<Long> upTo(int count) {
    return Stream.iterate(0L, n -> n + 1).limit(count).toList();
  }

  private OneWay traffic() throws Exception {
    return OneWay.between(peer, target, Ip.V4.address(target));
  }

  @Test
  void whatIsHeldGoesOnInOrderWhenTheFaultEnds() throws Exception {
    try (Started latency = session().start(new LatencyProvider(), target, "time=50s protocol=udp");
        OneWay traffic = traffic()) {
      for (int i = 0; i < FEW; i++) {
        traffic.send();
      }
      assertThat(traffic.receive()).isEmpty();
      latency.fault().end();
      assertThat(numbers(traffic.receiveUntil(FEW, new ArrayList<>()))).isEqualTo(upTo(FEW));
      assertThat(latency.count("packets_delayed")).isEqualTo(FEW);
      assertThat(latency.fault().observe().getAchieved()).isNotBlank();
    }
  }

  @Test
  void nothingIsLostOrOvertakenWhileFaultsTakeOverFromEachOther() throws Exception {
    try (OneWay traffic = traffic()) {
      List<Started> faults = new ArrayList<>();
      List<Trip> trips = new ArrayList<>();
      int sent = 0;
      for (int renewal = 0; renewal < 12; renewal++) {
        // The delay goes up and down: what comes under a shorter one waits for what came before.
        String asked = "protocol=udp time=" + (renewal % 2 == 0 ? 80 : 40) + "ms";
        Started next = session().arm(new LatencyProvider(), target.target(), asked);
        if (faults.isEmpty()) {
          next.fault().release(InjectorSession.LEASE);
        } else {
          next.fault().takeOver(faults.getLast().fault(), InjectorSession.LEASE);
          faults.getLast().close();
        }
        faults.add(next);
        for (int i = 0; i < 15; i++) {
          traffic.send();
          sent++;
          Thread.sleep(1);
          trips.addAll(traffic.receive());
        }
      }
      assertThat(numbers(traffic.receiveUntil(sent, trips))).isEqualTo(upTo(sent));
      assertThat(trips).allMatch(trip -> trip.millis() >= 40);
      assertThat(faults.getLast().fault().refresh(InjectorSession.LEASE)).isEqualTo(Lease.KEPT);
      for (Started fault : faults) {
        assertThat(fault.count("packets_lost")).isZero();
        fault.close();
      }
    }
  }

  @Test
  void theLastOfThoseThatTookOverLetsGoOfWhatTheFirstStillHolds() throws Exception {
    try (Started first = session().start(new LatencyProvider(), target, "time=50s protocol=udp");
        Started second = session().arm(new LatencyProvider(), target.target(), "time=50s");
        OneWay traffic = traffic()) {
      traffic.send();
      second.fault().takeOver(first.fault(), InjectorSession.LEASE);
      traffic.send();
      assertThat(first.revert()).isInstanceOf(Reverted.Removed.class);
      assertThat(traffic.receive()).isEmpty();
      assertThat(second.revert()).isInstanceOf(Reverted.Removed.class);
      assertThat(numbers(traffic.receiveUntil(2, new ArrayList<>()))).isEqualTo(upTo(2));
    }
  }

  static Stream<InjectorProvider> drops() {
    return Stream.of(new RecvDropProvider(), new SendDropProvider());
  }

  @ParameterizedTest
  @MethodSource("drops")
  void anotherFaultThatEndsDoesNotCostWhatIsHeld(InjectorProvider drop) throws Exception {
    try (Started latency = session().start(new LatencyProvider(), target, "time=50s protocol=udp");
        OneWay traffic = traffic()) {
      try (Started _ = session().start(drop, target, "percent=100 dport=1")) {
        for (int i = 0; i < FEW; i++) {
          traffic.send();
        }
      }
      latency.fault().end();
      assertThat(traffic.receiveUntil(FEW, new ArrayList<>())).hasSize(FEW);
    }
  }

  @Test
  void lossAndDelayOfOneTargetCompose() throws Exception {
    try (Started latency =
            session().start(new LatencyProvider(), target, "time=50ms protocol=udp");
        Started drop = session().start(new RecvDropProvider(), target, "every=2 protocol=udp");
        OneWay traffic = traffic()) {
      for (int i = 0; i < 100; i++) {
        traffic.send();
      }
      List<Trip> arrived = traffic.receiveUntil(50, new ArrayList<>());
      assertThat(arrived).hasSize(50).allMatch(trip -> trip.millis() >= 50);
      assertThat(drop.dropped()).isEqualTo(50);
      assertThat(latency.count("packets_delayed")).isEqualTo(100);
      assertThat(drop.revert()).isInstanceOf(Reverted.Removed.class);
      for (int i = 0; i < FEW; i++) {
        traffic.send();
      }
      assertThat(traffic.receiveUntil(FEW, new ArrayList<>()))
          .hasSize(FEW)
          .allMatch(trip -> trip.millis() >= 50);
    }
  }

  /// The kernel loses what is held when any hook of the namespace goes.
  @Test
  void whatTheKernelLosesIsTold() throws Exception {
    try (Started latency = session().start(new LatencyProvider(), target, "time=50s protocol=udp");
        OneWay traffic = traffic()) {
      for (int i = 0; i < FEW; i++) {
        traffic.send();
      }
      inNetworkOf(target, "nft", "add table inet test-hook");
      inNetworkOf(
          target, "nft", "add chain inet test-hook x { type filter hook output priority 0 ; }");
      inNetworkOf(target, "nft", "delete table inet test-hook");
      latency.fault().end();
      // Sent later, so that it arrives after all that arrive at all.
      traffic.send();
      List<Trip> arrived = new ArrayList<>();
      while (arrived.stream().noneMatch(trip -> trip.number() == FEW)) {
        arrived = traffic.receiveUntil(arrived.size() + 1, arrived);
      }
      assertThat(latency.count("packets_lost")).isEqualTo(FEW + 1 - arrived.size());
    }
  }

  @Test
  void whatIsTooMuchToHoldGoesOnAtOnceAndIsTold() throws Exception {
    int tooMany = (1 << 16) + 500;
    try (Started latency = session().start(new LatencyProvider(), target, "time=50s protocol=udp");
        OneWay traffic = traffic()) {
      for (int i = 0; i < tooMany; i++) {
        traffic.send();
      }
      assertThat(traffic.receiveUntil(500, new ArrayList<>()).size()).isGreaterThanOrEqualTo(500);
      assertThat(latency.count("packets_passed")).isGreaterThanOrEqualTo(500);
      latency.fault().end();
      assertThat(latency.count("packets_delayed") + latency.count("packets_passed"))
          .isEqualTo(tooMany);
    }
  }
}
