package io.entropy.injectors.drop.model;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.queue.Achieved;
import java.util.Locale;

/// What a loss model does in the long run against what was lost. Pure.
public final class ModelFidelity {
  /// 99.9 % of counts lie within so many standard deviations.
  private static final double DEVIATIONS = 3.29;

  /// So many bursts make counts normal enough.
  private static final double LEAST_RUNS = 50;

  /// Packets that may have escaped or been lost by the kernel.
  private static final double EXCEPTIONS = 0.01;

  private ModelFidelity() {}

  public static Fidelity of(LossModel asked, Counters counters, Achieved achieved) {
    long seen = counters.seenPackets();
    long passed = Math.max(0, seen - achieved.arrived());
    Fidelity.Builder fidelity =
        Fidelity.newBuilder()
            .setAsked(asked.words())
            .setAchieved(words(achieved, passed))
            .addMeasurements(measurement("packets_seen", (double) seen, "packets"))
            .addMeasurements(measurement("packets_dropped", (double) achieved.chosen(), "packets"))
            .addMeasurements(measurement("bursts", (double) achieved.runs(), "bursts"))
            .addMeasurements(measurement("packets_passed", (double) passed, "packets"))
            .setVerdict(
                passed + achieved.lost() > EXCEPTIONS * seen
                    ? Verdict.DIFFERS
                    : verdict(ChainStatistics.of(asked.chain()), achieved));
    if (achieved.runs() > 0) {
      fidelity.addMeasurements(
          measurement("burst_mean", burst(achieved), "packets").toBuilder().setStatistic(true));
    }
    return fidelity.build();
  }

  private static String words(Achieved achieved, long passed) {
    long arrived = achieved.arrived();
    return (arrived == 0
            ? "no packet came by"
            : String.format(
                Locale.ROOT,
                "%.4g%% (%d of %d packets)%s",
                100.0 * achieved.chosen() / arrived,
                achieved.chosen(),
                arrived,
                achieved.runs() == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        ", %.4g in a row on average (%d bursts)",
                        burst(achieved),
                        achieved.runs())))
        + (passed == 0 ? "" : "; " + passed + " packets passed by");
  }

  private static double burst(Achieved achieved) {
    return (double) achieved.chosen() / achieved.runs();
  }

  private static Verdict verdict(ChainStatistics theory, Achieved achieved) {
    double packets = achieved.arrived();
    double expected = packets * theory.share() + theory.headStart();
    double excess = Math.abs(achieved.chosen() - expected);
    if (theory.runs() == 0) {
      // It ends in losing all or none, at some time.
      return excess <= 1 ? Verdict.AS_ASKED : Verdict.INCONCLUSIVE;
    }
    double runs = packets * theory.runs();
    if (runs < LEAST_RUNS) {
      return Verdict.INCONCLUSIVE;
    }
    double ofRuns = Math.abs(achieved.chosen() - theory.run() * achieved.runs());
    return excess <= DEVIATIONS * Math.sqrt(packets * theory.shareVariance()) + 1
            && ofRuns <= DEVIATIONS * Math.sqrt(packets * theory.runVariance()) + theory.run() + 1
        ? Verdict.AS_ASKED
        : Verdict.DIFFERS;
  }

  private static Measurement measurement(String name, double value, String unit) {
    return Measurement.newBuilder().setName(name).setValue(value).setUnit(unit).build();
  }
}
