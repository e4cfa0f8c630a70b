/// The manager as an agent elsewhere sees it: a [io.entropy.agent.session.Session] over the
/// dispatcher's calls (`entropy/v1/dispatcher.proto`).
///
/// [io.entropy.agent.remote.RemoteSession] is what the agent is given; any thread reports to it,
/// and its `Outbox` keeps that until a manager has taken it. One thread, `manager-session`, does
/// all the rest: it takes notes from a mailbox (what gRPC's callbacks and reporters put there) and
/// waits for the next thing that is due, so no state of it needs a lock and tests run it on virtual
/// time. Read `SessionLoop` first, then `Connected`. All waiting is by the monotonic clock, and no
/// time of day crosses: clocks of machines differ.
///
/// Only `entropy agent` and the commands that talk to a manager load this package, and gRPC with
/// it.
@NullMarked
package io.entropy.agent.remote;

import org.jspecify.annotations.NullMarked;
