/// What `pause` and `gc_pause` have in common: something stands still for as long as one of the
/// faults on it wants it to, each under its own lease.
///
/// Faults belong to their injections' threads; what they share on one target locks for itself. Read
/// [io.entropy.injectors.gcpause.standstill.Standstill] first.
@NullMarked
package io.entropy.injectors.gcpause.standstill;

import org.jspecify.annotations.NullMarked;
