package io.entropy.policymanager.steadystate;

/// How many samples it takes to change one's mind, so that one slow answer is no outage and one
/// lucky answer no recovery.
///
/// @param baselineGood good samples in a row that make the baseline
/// @param baselineTries samples at most in the control period
/// @param deviatedAfter bad samples in a row that are a deviation
/// @param recoveredAfter good samples in a row that end one
public record Hysteresis(
    int baselineGood, int baselineTries, int deviatedAfter, int recoveredAfter) {

  /// Three good ones of ten to begin with; two bad ones deviate, three good ones recover.
  public static final Hysteresis DEFAULT = new Hysteresis(3, 10, 2, 3);

  public Hysteresis {
    if (baselineGood < 1
        || baselineTries < baselineGood
        || deviatedAfter < 1
        || recoveredAfter < 1) {
      throw new IllegalArgumentException(
          "counts must be 1 or more, and the tries enough for the baseline: %d, %d, %d, %d"
              .formatted(baselineGood, baselineTries, deviatedAfter, recoveredAfter));
    }
  }
}
