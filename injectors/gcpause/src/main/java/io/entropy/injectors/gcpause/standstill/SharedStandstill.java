package io.entropy.injectors.gcpause.standstill;

import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.kernel.process.Reading.Verdict;
import io.entropy.injectors.spi.InjectorException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One target's standstill with the faults that want it: it stands still while one of them does.
/// Locks for itself.
final class SharedStandstill {
  private final Standstill standstill;

  /// Those that were armed and not yet reverted.
  private final Set<String> members = new HashSet<>();

  /// Those at work.
  private final Map<String, Hold> holds = new HashMap<>();

  SharedStandstill(Standstill standstill) {
    this.standstill = standstill;
  }

  String mechanism() {
    return standstill.mechanism();
  }

  synchronized void join(String fault) {
    members.add(fault);
  }

  /// Whether a fault still wants it.
  synchronized boolean isBusy() {
    return !holds.isEmpty() && latest() > System.nanoTime();
  }

  synchronized Reading begin(String fault, Hold hold) throws InjectorException {
    forgetThoseOver();
    Reading reading = standstill.stop(Math.max(hold.standsUntil(), latest()));
    if (reading.verdict() == Verdict.OK) {
      holds.put(fault, hold);
    }
    return reading;
  }

  /// Lets the one go and begins the other, in one step.
  synchronized Reading replace(String previous, String fault, Hold hold) throws InjectorException {
    holds.remove(previous);
    return begin(fault, hold);
  }

  synchronized boolean keep(String fault, Hold hold) throws InjectorException {
    forgetThoseOver();
    if (!holds.containsKey(fault)) {
      return false;
    }
    holds.put(fault, hold);
    if (hold.standsUntil() <= System.nanoTime()) {
      return true; // it has stood still for as long as was asked
    }
    if (standstill.keep(latest()).verdict() != Verdict.OK) {
      holds.clear();
      return false;
    }
    return true;
  }

  synchronized boolean holds(String fault) {
    forgetThoseOver();
    return holds.containsKey(fault);
  }

  /// What the fault leaves behind: still, if others want it.
  synchronized Reading leave(String fault) throws InjectorException {
    boolean held = holds.remove(fault) != null;
    forgetThoseOver();
    if (!held) {
      return standstill.read();
    }
    return holds.isEmpty() ? standstill.resume() : standstill.keep(latest());
  }

  synchronized Reading read() throws InjectorException {
    return standstill.read();
  }

  synchronized List<Measurement> measured() throws InjectorException {
    return standstill.measured();
  }

  /// Takes a fault off; the last one closes it.
  synchronized Removal remove(String fault) throws InjectorException {
    if (!members.remove(fault)) {
      return Removal.ABSENT;
    }
    if (holds.containsKey(fault)) {
      Reading _ = leave(fault);
    }
    if (!members.isEmpty()) {
      return Removal.REMOVED;
    }
    standstill.close();
    return standstill.isBroken() ? Removal.BROKEN : Removal.LAST;
  }

  synchronized void close() {
    members.clear();
    holds.clear();
    standstill.close();
  }

  private void forgetThoseOver() {
    long now = System.nanoTime();
    holds.values().removeIf(hold -> hold.leaseEnds() <= now);
  }

  private long latest() {
    return holds.values().stream().mapToLong(Hold::standsUntil).max().orElse(Long.MIN_VALUE);
  }

  /// Until when a fault wants something to stand still, and until when it lives itself.
  record Hold(long leaseEnds, long standsUntil) {}
}
