package io.entropy.injectors.rate;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.tc.ClassReading;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.network.KernelCalls;
import io.entropy.injectors.network.PlannedFault;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;
import java.util.Optional;

/// Rules that lead packets through a class, and the class. Used by its injection's thread.
final class RateFault implements ActiveFault {
  private final PlannedFault rules;
  private final Shaping shaping;
  private final int id;
  private final RateLimit limit;

  /// As [System#nanoTime]; 0 before the release.
  private long released;

  private long leaseEnds;
  private boolean ended;
  private Duration active = Duration.ZERO;
  private ClassReading last = ClassReading.NONE;

  RateFault(PlannedFault rules, Shaping shaping, int id, RateLimit limit) {
    this.rules = rules;
    this.shaping = shaping;
    this.id = id;
    this.limit = limit;
  }

  @Override
  public String mechanism() {
    return rules.mechanism();
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    begin(lease);
    rules.release(lease);
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    if (previous instanceof RateFault old) {
      begin(lease);
      rules.takeOver(old.rules, lease);
      old.stopClock();
    } else {
      previous.end();
      release(lease);
    }
  }

  private void begin(Duration lease) {
    released = System.nanoTime();
    leaseEnds = released + lease.toNanos();
  }

  @Override
  public Lease refresh(Duration lease) throws InjectorException {
    Lease kept = rules.refresh(lease);
    if (kept == Lease.KEPT) {
      leaseEnds = System.nanoTime() + lease.toNanos();
    }
    return kept;
  }

  @Override
  public Verification verify() throws InjectorException {
    Verification read = rules.verify();
    return reading().isPresent()
        ? read
        : new Verification(false, read.detail() + ", but its class is gone");
  }

  @Override
  public void end() throws InjectorException {
    rules.end();
    if (!ended) {
      read();
      stopClock();
      ended = true;
    }
  }

  private void stopClock() {
    active = sinceRelease();
    leaseEnds = released + active.toNanos();
  }

  private Duration sinceRelease() {
    long now = System.nanoTime();
    return released == 0
        ? Duration.ZERO
        : Duration.ofNanos((now - leaseEnds < 0 ? now : leaseEnds) - released);
  }

  private Optional<ClassReading> reading() throws InjectorException {
    return KernelCalls.call(() -> shaping.read(id));
  }

  private void read() throws InjectorException {
    active = sinceRelease();
    last = reading().orElse(last);
  }

  @Override
  public Fidelity observe() throws InjectorException {
    if (!ended) {
      read();
    }
    return RateFidelity.of(limit, last, active);
  }
}
