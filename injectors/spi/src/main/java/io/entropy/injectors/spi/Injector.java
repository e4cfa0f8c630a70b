package io.entropy.injectors.spi;

import io.entropy.api.v1.MechanismStatus;
import java.util.List;

/// One way to make a failure mode happen to a target.
///
/// The undo comes first: [#plan] says how to undo before anything is changed, the agent puts that
/// on disk, and only then calls [#apply]. Whatever `apply` leaves behind when it throws half-way,
/// [#revert] of the same undo record removes.
public interface Injector {

  /// Loads and links what the first fault needs, so that it isn't the one to wait for that. Changes
  /// nothing; any thread; what fails here fails, and is told, where it matters.
  default void warm() {}

  /// What this host has of what the injector needs, each with the reason when it's missing. Changes
  /// nothing that outlives the call.
  List<MechanismStatus> probe();

  /// Decides how the fault will be made; reads only.
  ///
  /// @throws InjectorException when this target can't have this fault (`REFUSED`), or is gone
  Undo plan(InjectionRequest request) throws InjectorException;

  /// Makes the fault, armed: everything but its lease is in place, so nothing happens yet.
  ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException;

  /// Removes what the undo record names, however much of it is there. Idempotent; works from the
  /// record alone, in another process, after a crash.
  Reverted revert(Undo undo) throws InjectorException;
}
