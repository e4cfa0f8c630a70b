package io.entropy.injectors.network;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.queue.Lane;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;

/// Rules that lead packets into a queue, and the lane of that queue where they are held. Used by
/// its injection's thread.
public final class QueuedFault implements ActiveFault {
  private final PlannedFault rules;
  private final Lane lane;

  QueuedFault(PlannedFault rules, Lane lane) {
    this.rules = rules;
    this.lane = lane;
  }

  Lane lane() {
    return lane;
  }

  @Override
  public String mechanism() {
    return rules.mechanism();
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    rules.release(lease);
  }

  /// The previous one goes on holding what it holds, so that nothing of it is overtaken.
  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    if (previous instanceof QueuedFault old) {
      lane.follow(old.lane);
      rules.takeOver(old.rules, lease);
    } else {
      previous.end();
      release(lease);
    }
  }

  @Override
  public Lease refresh(Duration lease) throws InjectorException {
    return rules.refresh(lease);
  }

  @Override
  public Verification verify() throws InjectorException {
    Verification read = rules.verify();
    return lane.isServed()
        ? read
        : new Verification(false, read.detail() + ", but nobody serves the queue");
  }

  @Override
  public void end() throws InjectorException {
    rules.end();
    lane.end();
  }

  @Override
  public Fidelity observe() throws InjectorException {
    return rules.observe();
  }
}
