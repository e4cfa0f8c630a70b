package io.entropy.injectors.network;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.fault.Fault;
import io.entropy.injectors.kernel.fault.NamespacePlan;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// A fault that is rules in the plan of the target's namespace, and nothing else. Used by its
/// injection's thread; the plan locks for itself.
public final class PlannedFault implements ActiveFault {
  private static final Counters NONE = new Counters(0, 0, 0, 0);

  private final NamespacePlan plan;
  private final Fault fault;
  private final String mechanism;
  private final Function<Counters, Fidelity> judge;
  private final JoinedFaults alone;

  /// The last counters that were read: what stays when the rules are gone.
  private Counters last = NONE;

  PlannedFault(
      NamespacePlan plan, Fault fault, String mechanism, Function<Counters, Fidelity> judge) {
    this.plan = plan;
    this.fault = fault;
    this.mechanism = mechanism;
    this.judge = judge;
    this.alone = new JoinedFaults(plan, List.of(fault.id()));
  }

  NamespacePlan plan() {
    return plan;
  }

  int id() {
    return fault.id();
  }

  @Override
  public String mechanism() {
    return mechanism;
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    alone.release(lease);
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    if (previous instanceof PlannedFault old) {
      alone.takeOver(old.alone, lease);
    } else {
      previous.end();
      release(lease);
    }
  }

  @Override
  public Lease refresh(Duration lease) throws InjectorException {
    return alone.refresh(lease);
  }

  @Override
  public Verification verify() throws InjectorException {
    return KernelCalls.call(() -> {
      var read = plan.verify(fault.id());
      String detail =
          read.armed()
              ? "%s: rules in %s, lease ends in %d ms"
                  .formatted(mechanism, plan.tableName(), read.left().toMillis())
              : mechanism + ": no rules in " + plan.tableName();
      return new Verification(read.active(), detail);
    });
  }

  @Override
  public void end() throws InjectorException {
    alone.end();
  }

  @Override
  public Fidelity observe() throws InjectorException {
    return judge.apply(counters());
  }

  /// What the rules have counted so far; final once the fault has ended.
  public Counters counters() throws InjectorException {
    last = KernelCalls.call(() -> plan.counters(fault.id()).orElse(last));
    return last;
  }

  /// Changes the addresses of its [io.entropy.injectors.kernel.fault.Match.Peers]. Any thread.
  public void setPeers(Set<InetAddress> addresses) throws InjectorException {
    KernelCalls.call(() -> {
      plan.setPeers(fault.id(), addresses);
      return fault;
    });
  }
}
