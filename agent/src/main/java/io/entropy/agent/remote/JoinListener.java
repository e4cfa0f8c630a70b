package io.entropy.agent.remote;

/// Who is told how the agent and its managers get on. Called by the session's thread; must not
/// block.
public interface JoinListener {

  /// A manager has taken this agent.
  void joined(ManagerAddress manager);

  /// A manager isn't to be reached or is lost; others are tried, it too.
  ///
  /// @param served whether it had taken this agent
  void lost(ManagerAddress manager, String why, boolean served);

  /// No manager was left to take so many reports.
  void undelivered(int reports);
}
