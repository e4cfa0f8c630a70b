package io.entropy.injectors.network;

import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Faults of one target's plan that are one fault to their injection: they begin, go on and end at
/// the same instant, each time in one change of the kernel's rules.
public final class JoinedFaults {
  private final NamespacePlan plan;
  private final List<Integer> ids;

  JoinedFaults(NamespacePlan plan, List<Integer> ids) {
    this.plan = plan;
    this.ids = List.copyOf(ids);
  }

  /// Those faults, as one.
  ///
  /// @param faults at least one, all of them armed for the same target
  public static JoinedFaults of(Collection<PlannedFault> faults) {
    NamespacePlan plan = faults.iterator().next().plan();
    if (faults.stream().anyMatch(fault -> fault.plan() != plan)) {
      throw new IllegalArgumentException("faults of several targets can't begin together");
    }
    return new JoinedFaults(plan, faults.stream().map(PlannedFault::id).toList());
  }

  public void release(Duration lease) throws InjectorException {
    KernelCalls.call(() -> {
      plan.release(ids, lease);
      return lease;
    });
  }

  /// Begins them as those end, which aren't usable any more then.
  public void takeOver(JoinedFaults previous, Duration lease) throws InjectorException {
    if (previous.plan == plan) {
      KernelCalls.call(() -> plan.replace(previous.ids, ids, lease));
    } else {
      previous.end();
      release(lease);
    }
  }

  /// All are lost when one is; those that aren't over by themselves are still to be ended then.
  public Lease refresh(Duration lease) throws InjectorException {
    return KernelCalls.call(() ->
        switch (plan.refresh(ids, lease)) {
          case KEPT -> Lease.KEPT;
          case LOST -> Lease.LOST;
        });
  }

  public void end() throws InjectorException {
    KernelCalls.call(() -> {
      plan.inert(ids);
      return ids;
    });
  }
}
