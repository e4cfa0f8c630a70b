/// The election itself, as a pure state machine: Raft (Ongaro and Ousterhout, "In Search of an
/// Understandable Consensus Algorithm", §5.2) without the log, plus a leader's check that it still
/// hears a majority (Ongaro's dissertation, §6.2).
///
/// Nothing here does I/O or looks at a clock: time comes in as nanoseconds from any fixed origin,
/// randomness as a generator, and what must be done goes out as [Effect] values in the order in
/// which they must be done. Values are immutable; an [Election] is used by one thread at a time
/// because its generator is.
///
/// Read [Election] first, then [Role].
@NullMarked
package io.entropy.electiondemo.election;

import org.jspecify.annotations.NullMarked;
