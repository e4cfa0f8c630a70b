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

  /// Makes it stand still for a fault, or go on doing so.
  ///
  /// @param time in nanoseconds, from when it stands
  synchronized Reading begin(String fault, long lease, long time) throws InjectorException {
    forgetThoseOver();
    long now = System.nanoTime();
    if (latest() > now) {
      Hold hold = Hold.of(now, lease, time);
      Reading kept = standstill.keep(Math.max(hold.standsUntil(), latest()));
      if (kept.verdict() == Verdict.OK) {
        holds.put(fault, hold);
        return kept;
      }
      holds.clear();
    }
    Reading reading = standstill.stop(lease, time);
    if (reading.verdict() == Verdict.OK) {
      holds.put(fault, Hold.of(reading.since(), lease, time));
    }
    return reading;
  }

  /// Lets the one go and begins the other, in one step: it doesn't go on in between.
  synchronized Reading replace(String previous, String fault, long lease, long time)
      throws InjectorException {
    Reading reading = begin(fault, lease, time);
    if (holds.remove(previous) != null && latest() > System.nanoTime()) {
      return standstill.keep(latest());
    }
    return reading;
  }

  /// A new lease for a fault, unless its old one is over or it was let go on: false.
  synchronized boolean keep(String fault, Hold hold) throws InjectorException {
    forgetThoseOver();
    if (!holds.containsKey(fault)) {
      return false;
    }
    holds.put(fault, hold);
    boolean kept =
        hold.standsUntil() <= System.nanoTime()
            || standstill.keep(latest()).verdict() == Verdict.OK;
    // It may just have stood still for as long as was asked.
    if (!kept && hold.standsUntil() > System.nanoTime()) {
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
    return latest() <= System.nanoTime() ? standstill.resume() : standstill.keep(latest());
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
  record Hold(long leaseEnds, long standsUntil) {
    static Hold of(long from, long lease, long time) {
      return new Hold(lease, lease - from > time ? from + time : lease);
    }
  }
}
