package io.entropy.injectors.network.steering;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.tc.ClassReading;
import io.entropy.injectors.kernel.tc.Netem;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.network.KernelCalls;
import io.entropy.injectors.network.PlannedFault;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;
import java.util.Optional;

/// Rules that lead packets through a class, and the class. Used by its injection's thread.
public final class SteeredFault implements ActiveFault {
  private final PlannedFault rules;
  private final Shaping shaping;
  private final int id;
  private final Steering steering;

  /// As [System#nanoTime]; 0 before the release.
  private long released;

  private long leaseEnds;
  private boolean ended;
  private Passage last =
      new Passage(ClassReading.NONE, new Counters(0, 0, 0, 0), Duration.ZERO, Optional.empty());

  SteeredFault(PlannedFault rules, Shaping shaping, int id, Steering steering) {
    this.rules = rules;
    this.shaping = shaping;
    this.id = id;
    this.steering = steering;
  }

  @Override
  public String mechanism() {
    return rules.mechanism();
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    emulateInsteadOf(this);
    begin(lease);
    rules.release(lease);
  }

  private void emulateInsteadOf(SteeredFault old) throws InjectorException {
    if (steering.treatment() instanceof Netem netem && netem.duplicates()) {
      if (old != this) {
        old.settle();
      }
      KernelCalls.call(() -> {
        shaping.emulate(id, old.id, netem);
        return netem;
      });
    }
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    if (previous instanceof SteeredFault old) {
      emulateInsteadOf(old);
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
    return !read.active()
        ? read
        : flaw().map(flaw -> new Verification(false, read.detail() + ", but " + flaw)).orElse(read);
  }

  @Override
  public void end() throws InjectorException {
    rules.end();
    settle();
  }

  private void settle() throws InjectorException {
    if (!ended) {
      read();
      stopClock();
      ended = true;
    }
  }

  private void stopClock() {
    leaseEnds = released + sinceRelease().toNanos();
  }

  private Duration sinceRelease() {
    long now = System.nanoTime();
    return released == 0
        ? Duration.ZERO
        : Duration.ofNanos((now - leaseEnds < 0 ? now : leaseEnds) - released);
  }

  private Optional<String> flaw() throws InjectorException {
    return KernelCalls.call(() -> shaping.flaw(id));
  }

  /// What is gone has been read before, or nothing is known of it.
  private void read() throws InjectorException {
    Duration active = sinceRelease();
    // The rules' counters first: what they have seen by now is in the class by now.
    Counters seen = rules.counters();
    Optional<ClassReading> passed = KernelCalls.call(() -> shaping.read(id));
    last =
        new Passage(
            passed.orElse(last.passed()), seen, active, passed.isPresent() ? flaw() : last.flaw());
  }

  @Override
  public Fidelity observe() throws InjectorException {
    if (!ended) {
      read();
    }
    return steering.judge().apply(last);
  }
}
