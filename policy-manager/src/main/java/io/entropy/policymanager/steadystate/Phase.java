package io.entropy.policymanager.steadystate;

/// Where a judgement stands, with all that it remembers.
public sealed interface Phase {

  /// The control period: nothing is known of the system yet.
  ///
  /// @param seen samples so far
  /// @param goodRun good ones in a row up to now
  record Baselining(int seen, int goodRun) implements Phase {}

  /// The control period is over and the system was never healthy. Stays so.
  record NotHealthy() implements Phase {}

  /// Since the baseline or the last recovery, nothing is wrong for long.
  ///
  /// @param seen samples since it's steady
  /// @param badRun bad ones in a row up to now
  /// @param deviated whether it was ever left since the baseline
  record Steady(long seen, int badRun, boolean deviated) implements Phase {
    /// Whether nothing was seen of the system but its baseline.
    boolean verdictIsOpen() {
      return seen == 0 && !deviated;
    }
  }

  /// The system isn't doing what it should.
  ///
  /// @param goodRun good samples in a row up to now
  record Deviated(int goodRun) implements Phase {}
}
