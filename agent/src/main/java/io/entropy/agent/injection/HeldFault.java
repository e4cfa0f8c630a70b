package io.entropy.agent.injection;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.ActiveFault.Verification;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;

/// A fault that an injection's thread holds and that another injection's may take over. Its monitor
/// makes that one step: a fault is refreshed, ended or taken over, never two of them at once.
final class HeldFault {
  private enum State {
    ARMED,
    ACTIVE,
    TAKEN_OVER,
    OVER
  }

  private final ActiveFault fault;
  private final Runnable onTakenOver;
  private State state = State.ARMED;

  HeldFault(ActiveFault fault, Runnable onTakenOver) {
    this.fault = fault;
    this.onTakenOver = onTakenOver;
  }

  String mechanism() {
    return fault.mechanism();
  }

  synchronized void release(Duration lease) throws InjectorException {
    fault.release(lease);
    state = State.ACTIVE;
  }

  /// Begins as `previous` ends; false when that isn't active (any more), and nothing has happened.
  /// Locks the new one before the old: injections renew older ones only, so no ring comes about.
  synchronized boolean takeOver(HeldFault previous, Duration lease) throws InjectorException {
    boolean taken = previous.giveTo(fault, lease);
    if (taken) {
      state = State.ACTIVE;
    }
    return taken;
  }

  private synchronized boolean giveTo(ActiveFault next, Duration lease) throws InjectorException {
    if (state != State.ACTIVE) {
      return false;
    }
    next.takeOver(fault, lease);
    state = State.TAKEN_OVER;
    onTakenOver.run();
    return true;
  }

  synchronized Lease refresh(Duration lease) throws InjectorException {
    return state == State.ACTIVE ? fault.refresh(lease) : Lease.KEPT;
  }

  synchronized Verification verify() throws InjectorException {
    return fault.verify();
  }

  /// Ends it, unless another has: from now on nobody can take it over.
  synchronized void end() throws InjectorException {
    if (state == State.ACTIVE || state == State.ARMED) {
      state = State.OVER;
      fault.end();
    }
  }

  synchronized Fidelity observe() throws InjectorException {
    return fault.observe();
  }

  /// Whether it ever began.
  synchronized boolean begun() {
    return state != State.ARMED;
  }

  synchronized boolean takenOver() {
    return state == State.TAKEN_OVER;
  }
}
