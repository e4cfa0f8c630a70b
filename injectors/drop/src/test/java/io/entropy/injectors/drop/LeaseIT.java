package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When a fault's effect ends, and that renewing it lets nothing through, seen by the packets.
class LeaseIT extends OnContainers {
  private static final Duration SHORT = Duration.ofMillis(500);

  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void packetsArriveAgainWhenTheLeaseIsOver(Way way) throws Exception {
    try (Traffic traffic = way.traffic(target, peer, Ip.V4);
        Started drop = session().arm(way.provider(), target.target(), "percent=100")) {
      assertThat(traffic.send(10)).isEqualTo(10);
      drop.fault().release(SHORT);
      long start = System.nanoTime();
      Duration lasted = Duration.ZERO;
      while (traffic.receive() == 0 && lasted.toSeconds() < 10) {
        traffic.sendOne();
        Thread.sleep(1);
        lasted = Duration.ofNanos(System.nanoTime() - start);
      }
      assertThat(lasted).isBetween(Duration.ofMillis(400), Duration.ofMillis(1500));
      assertThat(drop.fault().verify().active()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void nothingArrivesWhileAFaultIsTakenOverTenTimes(Way way) throws Exception {
    try (Traffic traffic = way.traffic(target, peer, Ip.V4)) {
      List<Started> drops = new ArrayList<>();
      drops.add(session().start(way.provider(), target, "percent=100 protocol=udp"));
      AtomicBoolean sending = new AtomicBoolean(true);
      AtomicLong sent = new AtomicLong();
      Thread sender = Thread.ofPlatform().start(() -> sendWhile(sending, traffic, sent));
      for (int renewal = 0; renewal < 10; renewal++) {
        Thread.sleep(20);
        Started next = session().arm(way.provider(), target.target(), "percent=100 protocol=udp");
        next.fault().takeOver(drops.getLast().fault(), InjectorSession.LEASE);
        drops.add(next);
      }
      sending.set(false);
      sender.join();
      // Counted only now: a sender that is preempted within a rule is counted when it goes on.
      long dropped = 0;
      for (Started drop : drops) {
        dropped += drop.dropped();
        drop.close();
      }
      assertThat(traffic.receive()).as("arrived of %s", sent).isZero();
      assertThat(sent.get()).isGreaterThan(1_000);
      assertThat(dropped).isEqualTo(sent.get());
      assertThat(traffic.send(10)).isEqualTo(10);
    }
  }

  private static void sendWhile(AtomicBoolean sending, Traffic traffic, AtomicLong sent) {
    try {
      while (sending.get()) {
        traffic.sendOne();
        sent.incrementAndGet();
        // Leaves a core to the one who renews.
        Thread.sleep(Duration.ofNanos(20_000));
      }
    } catch (Exception e) {
      throw new IllegalStateException("the sender noticed", e);
    }
  }
}
