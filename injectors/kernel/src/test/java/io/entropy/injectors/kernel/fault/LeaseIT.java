package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.net.Cable;
import io.entropy.injectors.kernel.net.IpVersion;
import io.entropy.injectors.kernel.net.UdpTraffic;
import io.entropy.injectors.kernel.sys.KernelException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A fault lives exactly as long as its lease, whoever is alive to see to it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaseIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Cable cable = new Cable();
  private NamespacePlan plan;
  private UdpTraffic traffic;

  @BeforeEach
  void open() {
    plan = NamespacePlan.open(cable.far(), "lease");
    traffic = UdpTraffic.toFar(cable, IpVersion.V4, 0);
  }

  @AfterEach
  void leaveNothing() throws IOException {
    traffic.close();
    plan.close();
    assertThat(cable.farRules()).isEmpty();
  }

  @AfterAll
  void unplug() {
    cable.close();
  }

  private void loseAll(int id) {
    plan.arm(Faults.receive(id, new Action.DropAll()));
  }

  @Test
  void theKernelEndsTheFaultWhenItsLeaseEnds() {
    loseAll(1);
    long start = System.nanoTime();
    plan.release(1, Duration.ofMillis(400));
    assertThat(traffic.send(10)).isZero();
    assertThat(plan.verify(1).active()).isTrue();
    assertThat(plan.verify(1).left()).isBetween(Duration.ofMillis(1), Duration.ofMillis(400));
    while (plan.verify(1).active()) {
      Thread.onSpinWait();
    }
    long lived = (System.nanoTime() - start) / 1_000_000;
    assertThat(lived).isBetween(390L, 600L);
    assertThat(plan.verify(1)).isEqualTo(new Verification(true, Duration.ZERO));
    assertThat(traffic.send(10)).isEqualTo(10);
  }

  @Test
  void aRefreshLetsNoPacketThrough() throws InterruptedException {
    loseAll(1);
    plan.release(1, Duration.ofSeconds(5));
    Thread refresher =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 300; i++) {
                assertThat(plan.refresh(1, Duration.ofSeconds(5))).isEqualTo(Renewal.KEPT);
              }
            });
    int sent = 0;
    while (refresher.isAlive()) {
      traffic.sendOne();
      sent++;
    }
    refresher.join();
    assertThat(traffic.drainUntilQuiet()).isZero();
    assertThat(sent).isPositive();
    assertThat(plan.counters(1).orElseThrow().droppedPackets()).isEqualTo(sent);
    assertThat(plan.verify(1).left()).isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void aRefreshThatComesTooLateResurrectsNothing() {
    loseAll(1);
    plan.release(1, Duration.ofMillis(50));
    while (plan.verify(1).active()) {
      Thread.onSpinWait();
    }
    assertThat(plan.refresh(1, LONG)).isEqualTo(Renewal.LOST);
    assertThat(plan.verify(1).active()).isFalse();
    assertThat(traffic.send(10)).isEqualTo(10);
  }

  @Test
  void tenReplacementsLetNoPacketThrough() throws InterruptedException {
    loseAll(1);
    plan.release(1, LONG);
    Thread renewer =
        Thread.ofPlatform()
            .start(() -> {
              for (int id = 2; id <= 40; id++) {
                loseAll(id);
                assertThat(plan.replace(id - 1, id, LONG)).isEqualTo(Replacement.SEAMLESS);
                plan.remove(id - 1);
              }
            });
    int sent = 0;
    while (renewer.isAlive()) {
      traffic.sendOne();
      sent++;
    }
    renewer.join();
    assertThat(traffic.drainUntilQuiet()).isZero();
    assertThat(sent).isPositive();
    assertThat(plan.verify(40).active()).isTrue();
  }

  @Test
  void replacingOneThatHasEndedStartsTheNextAndSaysSo() {
    loseAll(1);
    plan.release(1, LONG);
    plan.inert(1);
    loseAll(2);
    assertThat(plan.replace(1, 2, LONG)).isEqualTo(Replacement.AFTER_GAP);
    assertThat(traffic.send(10)).isZero();
    plan.remove(1);
    assertThat(traffic.send(10)).isZero();
  }

  @Test
  void replacesAcrossDirections() {
    loseAll(1);
    plan.arm(Faults.send(2, new Action.DropAll()));
    plan.release(1, LONG);
    assertThat(plan.replace(1, 2, LONG)).isEqualTo(Replacement.SEAMLESS);
    assertThat(plan.verify(1).active()).isFalse();
    assertThat(plan.verify(2).active()).isTrue();
  }

  @Test
  void aLeaseIsNeverGivenTwice() {
    loseAll(1);
    plan.release(1, LONG);
    assertThatThrownBy(() -> plan.release(1, LONG))
        .isInstanceOfSatisfying(
            KernelException.class, e -> assertThat(e.errnoName()).isEqualTo("EEXIST"));
  }

  @Test
  void aLeaseTooShortForTheKernelsClockIsRefused() {
    loseAll(1);
    assertThatThrownBy(() -> plan.release(1, Duration.ofMillis(9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(plan.verify(1).active()).isFalse();
  }

  @Test
  void endingAndRemovingTwiceIsFine() {
    loseAll(1);
    plan.inert(1);
    plan.release(1, LONG);
    plan.inert(1);
    plan.inert(1);
    plan.remove(1);
    plan.remove(1);
    plan.inert(1);
    assertThat(plan.counters(1)).isEmpty();
    assertThat(plan.verify(1)).isEqualTo(Verification.NOTHING);
    assertThat(plan.refresh(1, LONG)).isEqualTo(Renewal.LOST);
  }
}
