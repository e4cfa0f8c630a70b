package io.entropy.injectors.kernel.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.kernel.net.Cable;
import io.entropy.injectors.kernel.net.IpVersion;
import io.entropy.injectors.kernel.net.UdpTraffic;
import io.entropy.injectors.kernel.sys.KernelException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The queue as such, between two namespaces.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueIT {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Cable cable = new Cable();
  private NamespacePlan plan;
  private PacketQueue queue;

  @BeforeEach
  void open() {
    plan = NamespacePlan.open(cable.far(), "queue");
    queue = PacketQueue.open(cable.far());
  }

  @AfterEach
  void leaveNothing() {
    queue.close();
    plan.close();
    assertThat(cable.farRules()).isEmpty();
  }

  @AfterAll
  void unplug() {
    cable.close();
  }

  private record Constant(long delay) implements Treatment {
    @Override
    public boolean keepsOrder() {
      return true;
    }
  }

  private Lane hold(int fault, long nanos) {
    Lane lane = queue.open(new Constant(nanos));
    Action action = new Action.Queue(lane.queueNumber(), lane.index());
    plan.arm(new Fault(fault, "held", Direction.RECEIVE, List.of(), action));
    plan.release(fault, LEASE);
    return lane;
  }

  @Test
  void thisKernelCanQueue() {
    assertThat(QueueProbe.obstacle()).isEqualTo(Optional.empty());
  }

  @Test
  void twoQueuesOfOneNamespaceHaveTwoNumbers() {
    try (PacketQueue another = PacketQueue.open(cable.far())) {
      assertThat(another.number()).isNotEqualTo(queue.number());
    }
  }

  @Test
  void packetsPassAndAreCountedOnceTheirTimeHasCome() throws Exception {
    Lane lane = hold(1, 1_000_000);
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V6, 0)) {
      assertThat(traffic.send(300)).isEqualTo(300);
    }
    Achieved achieved = lane.achieved();
    assertThat(achieved.added().count()).isGreaterThanOrEqualTo(300);
    assertThat(achieved.added().percentile(1)).isGreaterThanOrEqualTo(980_000);
    assertThat(achieved.lost()).isZero();
  }

  @Test
  void withoutAListenerPacketsPass() throws Exception {
    Lane _ = hold(1, 50_000_000_000L);
    queue.close();
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V4, 0)) {
      assertThat(traffic.send(10)).isEqualTo(10);
    }
    assertThat(plan.verify(1).active()).isTrue();
  }

  @Test
  void aQueueThatIsClosedLetsGoOfEverythingAndStillAnswers() throws Exception {
    Lane lane = hold(1, 50_000_000_000L);
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V4, 0)) {
      assertThat(traffic.send(10)).isZero();
      queue.close();
      assertThat(traffic.drainUntilQuiet()).isEqualTo(10);
    }
    assertThat(lane.isServed()).isFalse();
    assertThat(lane.achieved().added().count()).isGreaterThanOrEqualTo(10);
    lane.close();
  }

  @Test
  void lanesAreUsedAgainAndNoMoreThanThereAre() {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < Action.Queue.LANES; i++) {
      lanes.add(queue.open(new Constant(1)));
    }
    assertThatThrownBy(() -> queue.open(new Constant(1)))
        .isInstanceOf(KernelException.class)
        .hasMessageContaining("16 faults of this network hold packets already");
    lanes.get(3).close();
    assertThat(queue.open(new Constant(1)).index()).isEqualTo(3);
  }

  @Test
  void aPacketAllocatesNothing() throws Exception {
    Lane lane = hold(1, 100_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (UdpTraffic traffic = UdpTraffic.toFar(cable, IpVersion.V4, 0)) {
      int _ = traffic.send(20_000);
      long before = allocated(threads);
      long packetsBefore = lane.achieved().arrived();
      int _ = traffic.send(20_000);
      long bytes = allocated(threads) - before;
      long packets = lane.achieved().arrived() - packetsBefore;
      // What is left are the two questions above, and histograms that they copy.
      assertThat((double) bytes / packets).isLessThan(16);
    }
  }

  private long allocated(ThreadMXBean threads) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("queue-" + cable.far().inode())) {
        return threads.getThreadAllocatedBytes(thread.threadId());
      }
    }
    throw new IllegalStateException("the queue has no thread");
  }
}
