package io.entropy.injectors.latency.nfqueue;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.kernel.queue.Histogram;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import java.util.Locale;

/// The delay that was asked against how long packets were held. Pure.
final class DelayFidelity {
  private static final double NANOS = 1e6;

  /// Half of the packets go at most so late, or so much of the delay: what a busy host does to us
  /// stays below it, what would change an experiment doesn't.
  private static final double LATE_MILLIS = 1;

  private static final double LATE_SHARE = 0.05;

  /// Packets that may have escaped or been lost.
  private static final double EXCEPTIONS = 0.01;

  private DelayFidelity() {}

  static Fidelity of(Delay asked, Counters counters, Achieved achieved) {
    long seen = counters.seenPackets();
    long passed = Math.max(0, seen - achieved.arrived());
    Histogram added = achieved.added();
    Fidelity.Builder fidelity =
        Fidelity.newBuilder()
            .setAsked(asked.words())
            .setAchieved(words(added, passed, achieved.lost()))
            .addMeasurements(packets("packets_seen", seen))
            .addMeasurements(packets("packets_delayed", added.count()))
            .addMeasurements(packets("packets_passed", passed))
            .addMeasurements(packets("packets_lost", achieved.lost()))
            .setVerdict(verdict(asked, seen, passed, achieved));
    if (added.count() > 0) {
      fidelity
          .addMeasurements(millis("added_mean", added.mean()))
          .addMeasurements(millis("added_p50", (double) added.percentile(50)))
          .addMeasurements(millis("added_p99", (double) added.percentile(99)))
          .addMeasurements(millis("late_p50", (double) achieved.late().percentile(50)))
          .addMeasurements(millis("late_p99", (double) achieved.late().percentile(99)));
    }
    return fidelity.build();
  }

  private static String words(Histogram added, long passed, long lost) {
    if (added.count() == 0) {
      return passed == 0 ? "no packet came by" : passed + " packets weren't delayed";
    }
    return String.format(
            Locale.ROOT,
            "%.4g ms later on average, p50 %.4g ms, p99 %.4g ms (%d packets)",
            added.mean() / NANOS,
            added.percentile(50) / NANOS,
            added.percentile(99) / NANOS,
            added.count())
        + (passed == 0 ? "" : "; " + passed + " packets weren't delayed")
        + (lost == 0 ? "" : "; " + lost + " were lost");
  }

  private static Verdict verdict(Delay asked, long seen, long passed, Achieved achieved) {
    if (passed + achieved.lost() > EXCEPTIONS * seen) {
      return Verdict.DIFFERS;
    }
    if (achieved.late().count() == 0) {
      return Verdict.INCONCLUSIVE;
    }
    double late = achieved.late().percentile(50) / NANOS;
    double allowed = Math.max(LATE_MILLIS, LATE_SHARE * asked.time().toNanos() / NANOS);
    return late <= allowed ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }

  private static Measurement packets(String name, long value) {
    return measurement(name, (double) value, "packets");
  }

  private static Measurement millis(String name, double nanos) {
    return measurement(name, nanos / NANOS, "ms").toBuilder().setStatistic(true).build();
  }

  private static Measurement measurement(String name, double value, String unit) {
    return Measurement.newBuilder().setName(name).setValue(value).setUnit(unit).build();
  }
}
