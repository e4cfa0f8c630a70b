/// The seam between an agent and its manager: what the agent reports
/// ([io.entropy.agent.session.Session]) and what it's told to do
/// ([io.entropy.agent.session.AssignmentSink]).
///
/// A manager in the same process implements `Session` on the store itself, a remote one over the
/// dispatcher's streams (`io.entropy.agent.remote`); the agent knows neither. All times that cross
/// the seam are times remaining, since clocks of machines differ. Calls come from many threads in
/// both directions.
@NullMarked
package io.entropy.agent.session;

import org.jspecify.annotations.NullMarked;
