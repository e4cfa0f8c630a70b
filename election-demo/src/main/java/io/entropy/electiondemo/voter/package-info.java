/// The loop that runs an election for real: datagrams in and out, the ballot on disk, the monotonic
/// clock.
///
/// One thread, that of [Voter#run], owns the state, the socket and the ballot file. It publishes
/// each state as an immutable value that any thread may read. [Counters] are atomic. One daemon
/// thread a peer looks up the peer's address, because name servers answer late or never just when
/// the network is bad. Read [Voter] first.
@NullMarked
package io.entropy.electiondemo.voter;

import org.jspecify.annotations.NullMarked;
