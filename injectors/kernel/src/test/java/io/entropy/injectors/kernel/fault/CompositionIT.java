package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.fault.Fault.Stage.anyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.net.Cable;
import io.entropy.injectors.kernel.net.IpVersion;
import io.entropy.injectors.kernel.net.UdpTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Several faults in one namespace, of one process and of two, work side by side.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompositionIT {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Cable cable = new Cable();
  private NamespacePlan plan;
  private NamespacePlan other;

  @BeforeEach
  void open() {
    plan = NamespacePlan.open(cable.far(), "one");
    other = NamespacePlan.open(cable.far(), "two");
  }

  @AfterEach
  void leaveNothing() {
    plan.close();
    other.close();
    assertThat(cable.farRules()).isEmpty();
  }

  @AfterAll
  void unplug() {
    cable.close();
  }

  private static Fault losePort(int id, int port) {
    return Faults.receive(
        id, new Action.DropAll(), anyOf(new Match.DestinationPort(Ports.of(port))));
  }

  private boolean lost(int port) throws IOException {
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V4, port)) {
      return traffic.send(5) == 0;
    }
  }

  @Test
  void faultsOfOnePlanStartAndEndAlone() throws IOException {
    for (int id = 1; id <= 3; id++) {
      plan.arm(losePort(id, 7000 + id));
      plan.release(id, LEASE);
    }
    plan.remove(2);
    assertThat(lost(7001)).isTrue();
    assertThat(lost(7002)).isFalse();
    assertThat(lost(7003)).isTrue();
    assertThat(plan.verify(1).active()).isTrue();
    plan.arm(losePort(2, 7002));
    plan.release(2, LEASE);
    assertThat(lost(7002)).isTrue();
  }

  @Test
  void theTableLivesAsLongAsItHasAFault() {
    plan.arm(losePort(1, 7001));
    plan.arm(Faults.send(2, new Action.DropAll()));
    assertThat(cable.farRules())
        .contains("table inet entropy_one", "table netdev entropy_one", "injection-1");
    plan.remove(2);
    assertThat(cable.farRules()).doesNotContain("netdev");
    assertThat(plan.isEmpty()).isFalse();
    plan.remove(1);
    assertThat(cable.farRules()).isEmpty();
    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void plansOfTwoProcessesCompose() throws IOException {
    plan.arm(losePort(1, 7001));
    other.arm(losePort(1, 7002));
    plan.release(1, LEASE);
    other.release(1, LEASE);
    assertThat(lost(7001) && lost(7002)).isTrue();
    plan.close();
    assertThat(lost(7001)).isFalse();
    assertThat(lost(7002)).isTrue();
  }

  @Test
  void aSecondFaultSeesOnlyWhatTheFirstLetThrough() throws IOException {
    plan.arm(Faults.receive(1, new Action.DropEvery(2)));
    plan.arm(Faults.receive(2, new Action.DropEvery(5)));
    plan.release(1, LEASE);
    plan.release(2, LEASE);
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V4, 0)) {
      assertThat(traffic.send(100)).isEqualTo(40);
    }
    assertThat(plan.counters(2).orElseThrow().seenPackets()).isEqualTo(50);
  }

  /// One of each table: what is received and what is sent are of different families.
  @Test
  void severalBeginGoOnAndEndInOneStepOrNotAtAll() {
    plan.arm(losePort(1, 7001));
    plan.arm(Faults.send(2, new Action.DropAll()));
    plan.arm(losePort(3, 7001));
    plan.arm(Faults.send(4, new Action.DropAll()));
    plan.release(List.of(1, 2), LEASE);
    assertThat(active(1) && active(2)).isTrue();
    assertThat(plan.refresh(List.of(1, 2), LEASE)).isEqualTo(Renewal.KEPT);
    assertThat(plan.replace(List.of(1, 2), List.of(3, 4), LEASE)).isEqualTo(Replacement.SEAMLESS);
    assertThat(active(1) || active(2)).isFalse();
    assertThat(active(3) && active(4)).isTrue();

    plan.inert(4);
    assertThat(plan.refresh(List.of(3, 4), LEASE)).as("one is over").isEqualTo(Renewal.LOST);
    assertThatThrownBy(() -> plan.release(List.of(1, 3), LEASE)).as("one runs already").isNotNull();
    assertThat(active(1)).isFalse();
    assertThat(plan.replace(List.of(3, 4), List.of(1, 2), LEASE)).isEqualTo(Replacement.AFTER_GAP);
    assertThat(active(3)).as("the one that wasn't over").isFalse();
    assertThat(active(1) && active(2)).isTrue();
    plan.inert(List.of(1, 2));
    plan.inert(List.of(1, 2));
    assertThat(active(1) || active(2)).isFalse();
  }

  private boolean active(int id) {
    return plan.verify(id).active();
  }

  @Test
  void anIdIsArmedOnce() {
    plan.arm(losePort(1, 7001));
    assertThatThrownBy(() -> plan.arm(losePort(1, 7002))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyThreadsShareAPlan() throws Exception {
    List<Future<?>> threads = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 50; thread++) {
        int first = 10 * thread;
        threads.add(
            pool.submit(() -> {
              for (int id = first; id < first + 4; id++) {
                plan.arm(losePort(id, 7001));
                plan.release(id, LEASE);
                assertThat(plan.refresh(id, LEASE)).isEqualTo(Renewal.KEPT);
                assertThat(plan.verify(id).active()).isTrue();
                plan.remove(id);
              }
            }));
      }
    }
    for (Future<?> thread : threads) {
      thread.get();
    }
    assertThat(plan.isEmpty()).isTrue();
  }
}
