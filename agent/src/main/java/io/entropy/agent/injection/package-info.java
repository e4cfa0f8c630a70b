/// Carrying out injections: each by a virtual thread of its own, from its plan to its revert.
///
/// [io.entropy.agent.injection.InjectionSupervisor] takes assignments and starts an `InjectionRun`
/// for each; that calls a `Placement` for each network namespace or process its fault is put on
/// (one, and one more for each restart that it follows). A run's state belongs to its thread, which
/// is told what happens through its mailbox; the one thing two threads touch is a fault that is
/// handed from one injection to the next, and `HeldFault` guards that. Read `InjectionSupervisor`,
/// `InjectionRun`, `Placement` in this order.
@NullMarked
package io.entropy.agent.injection;

import org.jspecify.annotations.NullMarked;
