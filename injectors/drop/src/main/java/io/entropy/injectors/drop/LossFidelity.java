package io.entropy.injectors.drop;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Counters;
import java.util.Locale;

/// The loss that was asked against what the kernel's counters say. Pure.
final class LossFidelity {

  /// 99.9 % of random shares lie within so many standard deviations (normal approximation of the
  /// binomial, good from a variance of about ten on).
  private static final double DEVIATIONS = 3.29;

  private static final double LEAST_VARIANCE = 10;

  private LossFidelity() {}

  /// @param asked in words, e.g. "30% of what is received"
  static Fidelity of(String asked, Action.Drop action, Counters counters) {
    long seen = counters.seenPackets();
    long dropped = counters.droppedPackets();
    return Fidelity.newBuilder()
        .setAsked(asked)
        .setAchieved(words(seen, dropped))
        .addMeasurements(measurement("packets_seen", seen, "packets"))
        .addMeasurements(measurement("packets_dropped", dropped, "packets"))
        .addMeasurements(measurement("bytes_dropped", counters.droppedBytes(), "bytes"))
        .setVerdict(seen == 0 ? Verdict.INCONCLUSIVE : verdict(action, seen, dropped))
        .build();
  }

  private static String words(long seen, long dropped) {
    return seen == 0
        ? "no packet came by"
        : String.format(
            Locale.ROOT, "%.4g%% (%d of %d packets)", 100.0 * dropped / seen, dropped, seen);
  }

  private static Verdict verdict(Action.Drop action, long seen, long dropped) {
    return switch (action) {
      case Action.DropAll() -> is(dropped == seen);
      case Action.DropEvery(int n) -> is(dropped == seen / n);
      case Action.DropShare(int millionths) ->
          share((double) millionths / Action.MILLION, seen, dropped);
    };
  }

  private static Verdict share(double p, long seen, long dropped) {
    double variance = seen * p * (1 - p);
    if (p == 0) {
      return is(dropped == 0);
    }
    if (variance < LEAST_VARIANCE) {
      return Verdict.INCONCLUSIVE;
    }
    return is(Math.abs(dropped - seen * p) <= DEVIATIONS * Math.sqrt(variance) + 0.5);
  }

  private static Verdict is(boolean asAsked) {
    return asAsked ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }

  private static Measurement measurement(String name, long value, String unit) {
    return Measurement.newBuilder().setName(name).setValue((double) value).setUnit(unit).build();
  }
}
