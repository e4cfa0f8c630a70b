package io.entropy.injectors.latency.impairment;

import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.latency.impairment.Impairment.Share;

/// Whether so many packets may be the share that was asked for. Pure.
public final class ShareVerdict {
  /// 99.9 % of random counts lie within so many standard deviations, from a variance of about ten
  /// on.
  private static final double DEVIATIONS = 3.29;

  private static final double LEAST_VARIANCE = 10;

  private ShareVerdict() {}

  /// Judges a count by chance alone.
  ///
  /// @param candidates the packets of which `chosen` were
  public static Verdict of(Share asked, long candidates, long chosen) {
    if (candidates == 0) {
      return Verdict.INCONCLUSIVE;
    }
    if (asked.share() == 0) {
      return is(chosen == 0);
    }
    // Correlated choices have a share of their own: netem's process draws it towards a half.
    return asked.correlation() > 0
        ? Verdict.INCONCLUSIVE
        : chance(asked, (double) candidates, (double) chosen);
  }

  /// From one that is chosen to the next there are `gap - 1` packets and a geometric number: a
  /// renewal process, whose count is normal in the long run (Feller, vol. 1, XIII.6).
  private static Verdict chance(Share asked, double candidates, double chosen) {
    double between = asked.gap() - 1 + 1 / asked.share();
    double variance = (1 - asked.share()) / (asked.share() * asked.share());
    double expected = candidates / between;
    double deviation = Math.sqrt(expected * variance / (between * between));
    if (asked.share() < 1 && deviation * deviation < LEAST_VARIANCE) {
      return Verdict.INCONCLUSIVE;
    }
    return is(Math.abs(chosen - expected) <= DEVIATIONS * deviation + 1);
  }

  private static Verdict is(boolean asAsked) {
    return asAsked ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }
}
