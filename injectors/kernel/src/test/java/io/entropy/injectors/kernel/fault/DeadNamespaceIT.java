package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.namespace.NamespaceGoneException;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.net.Cable;
import io.entropy.injectors.kernel.sys.KernelException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A container that dies in the middle of a fault ends the fault without any fuss.
class DeadNamespaceIT {
  private static final Duration LEASE = Duration.ofSeconds(30);

  @Test
  void everyOperationEndsCleanlyAndTheNamespaceDies() throws InterruptedException {
    try (Cable cable = new Cable()) {
      NamespacePlan plan = NamespacePlan.open(cable.far(), "dead");
      plan.arm(Faults.receive(1, new Action.DropAll()));
      plan.arm(Faults.send(2, new Action.DropAll()));
      plan.release(1, LEASE);
      plan.release(2, LEASE);
      cable.killFar();

      assertThat(plan.refresh(1, LEASE)).isEqualTo(Renewal.KEPT);
      assertThat(plan.counters(2)).isPresent();
      assertThatThrownBy(() -> NetworkNamespace.ofPath(cable.far().path()))
          .isInstanceOf(NamespaceGoneException.class);
      plan.remove(1);
      plan.close();
      plan.close();

      // The cable's other end goes when the namespace does: nothing of ours holds it any more.
      assertThat(Eventually.holds(() -> !cable.nearIp("link", "show").contains("eth0"))).isTrue();
      plan.inert(2);
      plan.remove(2);
      assertThat(plan.counters(2)).isEmpty();
      assertThat(plan.verify(2)).isEqualTo(Verification.NOTHING);
      assertThat(plan.refresh(2, LEASE)).isEqualTo(Renewal.LOST);
      assertThatThrownBy(() -> plan.arm(Faults.receive(3, new Action.DropAll())))
          .isInstanceOf(KernelException.class)
          .hasMessageContaining("closed");
      assertThat(Strays.delete(cable.far().inode(), "entropy_dead"))
          .isEqualTo(Strays.Removal.NAMESPACE_GONE);
    }
  }
}
