package io.entropy.policymanager.steadystate;

import java.util.Collection;

/// What is to be said of a run at its end, the best first.
public enum Verdict {
  HELD,
  DEVIATED_AND_RECOVERED,
  /// The system wasn't healthy to begin with, or too little was seen.
  INCONCLUSIVE,
  /// It was left and not regained.
  DEVIATED;

  /// That of several probes: the worst. A deviation is one, whatever another probe could not tell.
  ///
  /// @param verdicts at least one
  public static Verdict of(Collection<Verdict> verdicts) {
    return verdicts.stream().max(Verdict::compareTo).orElseThrow();
  }
}
