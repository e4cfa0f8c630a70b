package io.entropy.injectors.drop;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;

/// One armed drop: its rules are in the plan of the target's namespace. Used by its injection's
/// thread; the plan locks for itself.
final class DropFault implements ActiveFault {
  private static final Counters NONE = new Counters(0, 0, 0, 0);

  private final NamespacePlan plan;
  private final Fault fault;
  private final Loss loss;

  /// The last counters that were read: what stays when the rules are gone.
  private Counters last = NONE;

  DropFault(NamespacePlan plan, Fault fault, Loss loss) {
    this.plan = plan;
    this.fault = fault;
    this.loss = loss;
  }

  @Override
  public String mechanism() {
    return DropMechanisms.name(fault.direction());
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    KernelCalls.call(() -> {
      plan.release(fault.id(), lease);
      return lease;
    });
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    if (previous instanceof DropFault old && old.plan == plan) {
      KernelCalls.call(() -> plan.replace(old.fault.id(), fault.id(), lease));
    } else {
      previous.end();
      release(lease);
    }
  }

  @Override
  public Lease refresh(Duration lease) throws InjectorException {
    return KernelCalls.call(() ->
        switch (plan.refresh(fault.id(), lease)) {
          case KEPT -> Lease.KEPT;
          case LOST -> Lease.LOST;
        });
  }

  @Override
  public Verification verify() throws InjectorException {
    return KernelCalls.call(() -> {
      var read = plan.verify(fault.id());
      String detail =
          read.armed()
              ? "%s: rules in %s, lease ends in %d ms"
                  .formatted(mechanism(), plan.tableName(), read.left().toMillis())
              : mechanism() + ": no rules in " + plan.tableName();
      return new Verification(read.active(), detail);
    });
  }

  @Override
  public void end() throws InjectorException {
    KernelCalls.call(() -> {
      plan.inert(fault.id());
      return fault;
    });
  }

  @Override
  public Fidelity observe() throws InjectorException {
    last = KernelCalls.call(() -> plan.counters(fault.id()).orElse(last));
    return LossFidelity.of(loss.words(), loss.action(), last);
  }
}
