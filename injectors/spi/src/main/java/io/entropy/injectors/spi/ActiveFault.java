package io.entropy.injectors.spi;

import io.entropy.api.v1.Fidelity;
import java.time.Duration;

/// A fault that was armed by [Injector#apply]. Used by its injection's own thread.
public interface ActiveFault {

  /// What makes it, e.g. "nftables input".
  String mechanism();

  /// Begins the fault under a lease that the kernel (or else a watchdog) ends.
  void release(Duration lease) throws InjectorException;

  /// Begins the fault and ends `previous`, of the same injector on the same target, in one step: no
  /// gap and no overlap. When `previous` was over already it's a plain release.
  void takeOver(ActiveFault previous, Duration lease) throws InjectorException;

  /// Puts a new lease in the old one's place, unless that is over: a lost lease is never revived.
  Lease refresh(Duration lease) throws InjectorException;

  /// Reads back, from where the fault was made, that it's there and active.
  Verification verify() throws InjectorException;

  /// Ends the fault's effect at once, keeping its counters for [#observe]. Idempotent.
  void end() throws InjectorException;

  /// Reads what was achieved so far; final once the fault has ended.
  Fidelity observe() throws InjectorException;

  /// What became of a lease that was to be refreshed.
  enum Lease {
    KEPT,
    LOST
  }

  /// What was read back. `detail` says what is there, or what is missing.
  record Verification(boolean active, String detail) {}
}
