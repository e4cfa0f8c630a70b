package io.entropy.agent.remote;

/// How a connection to a manager ended.
sealed interface Lasted {

  /// The manager is gone, doesn't lead, or no longer knows this agent.
  ///
  /// @param served whether it had taken this agent
  /// @param silent whether an answer was due that didn't come
  record Lost(String why, boolean served, boolean silent) implements Lasted {}

  /// The manager will not have this agent, however often it asks.
  record Refused(String why) implements Lasted {}

  /// This agent has left.
  record Left() implements Lasted {}
}
