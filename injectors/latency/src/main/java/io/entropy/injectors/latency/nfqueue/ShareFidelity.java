package io.entropy.injectors.latency.nfqueue;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.latency.impairment.Impairment.Share;
import java.util.Locale;

/// The share of packets that was asked for against the packets that were chosen. Pure.
final class ShareFidelity {
  /// 99.9 % of random counts lie within so many standard deviations, from a variance of about ten
  /// on.
  private static final double DEVIATIONS = 3.29;

  private static final double LEAST_VARIANCE = 10;

  /// Packets that may have escaped or been lost.
  private static final double EXCEPTIONS = 0.01;

  private ShareFidelity() {}

  /// @param chosen what became of a packet that was, e.g. "reordered"
  static Fidelity of(Share asked, String chosen, Counters counters, Achieved achieved) {
    long seen = counters.seenPackets();
    long passed = Math.max(0, seen - achieved.arrived());
    return Fidelity.newBuilder()
        .setAsked(asked.words())
        .setAchieved(words(chosen, passed, achieved))
        .addMeasurements(packets("packets_seen", seen))
        .addMeasurements(packets("packets_" + chosen, achieved.chosen()))
        .addMeasurements(packets("packets_passed", passed))
        .addMeasurements(packets("packets_lost", achieved.lost()))
        .setVerdict(verdict(asked, seen, passed, achieved))
        .build();
  }

  private static String words(String chosen, long passed, Achieved achieved) {
    long arrived = achieved.arrived();
    return (arrived == 0
            ? "no packet came by"
            : String.format(
                Locale.ROOT,
                "%.4g%% %s (%d of %d packets)",
                100.0 * achieved.chosen() / arrived,
                chosen,
                achieved.chosen(),
                arrived))
        + (passed == 0 ? "" : "; " + passed + " packets passed by");
  }

  private static Verdict verdict(Share asked, long seen, long passed, Achieved achieved) {
    if (passed + achieved.lost() > EXCEPTIONS * seen) {
      return Verdict.DIFFERS;
    }
    if (achieved.arrived() == 0) {
      return Verdict.INCONCLUSIVE;
    }
    if (asked.share() == 0) {
      return is(achieved.chosen() == 0);
    }
    // Correlated choices have a share of their own: netem's process draws it towards a half.
    return asked.correlation() > 0 ? Verdict.INCONCLUSIVE : chance(asked, achieved);
  }

  /// From one that is chosen to the next there are `gap - 1` packets and a geometric number: a
  /// renewal process, whose count is normal in the long run (Feller, vol. 1, XIII.6).
  private static Verdict chance(Share asked, Achieved achieved) {
    double between = asked.gap() - 1 + 1 / asked.share();
    double variance = (1 - asked.share()) / (asked.share() * asked.share());
    double expected = achieved.arrived() / between;
    double deviation = Math.sqrt(expected * variance / (between * between));
    if (asked.share() < 1 && deviation * deviation < LEAST_VARIANCE) {
      return Verdict.INCONCLUSIVE;
    }
    return is(Math.abs(achieved.chosen() - expected) <= DEVIATIONS * deviation + 1);
  }

  private static Verdict is(boolean asAsked) {
    return asAsked ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }

  private static Measurement packets(String name, long value) {
    return Measurement.newBuilder()
        .setName(name)
        .setValue((double) value)
        .setUnit("packets")
        .build();
  }
}
