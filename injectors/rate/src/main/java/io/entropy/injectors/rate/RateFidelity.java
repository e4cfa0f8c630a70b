package io.entropy.injectors.rate;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.tc.ClassReading;
import java.time.Duration;
import java.util.Locale;

/// The rate that was asked against what the kernel counted at the class. Pure.
///
/// A class says how often it made packets wait. Where it never did, less was sent than the rate
/// allows, and nothing is known of the limit. Else what went through is at most what the rate and
/// the burst allow; how much less it was depends on who sent.
final class RateFidelity {
  /// Of the clock, which starts before the kernel's and stops after it, and of the last packet,
  /// which HTB lets pass whole.
  private static final double TOLERANCE = 1.02;

  private static final long LARGEST_PACKET = 64 << 10;

  private RateFidelity() {}

  /// @param active for how long packets were led through the class
  static Fidelity of(RateLimit asked, ClassReading counted, Duration active) {
    double seconds = active.toNanos() / 1e9;
    double average = seconds == 0 ? 0 : 8.0 * counted.bytes() / seconds;
    return Fidelity.newBuilder()
        .setAsked(asked.words())
        .setAchieved(words(counted, seconds, average))
        .addMeasurements(
            measurement("average_rate", average, "bit/s").toBuilder().setStatistic(true))
        .addMeasurements(measurement("packets_passed", (double) counted.packets(), "packets"))
        .addMeasurements(measurement("bytes_passed", (double) counted.bytes(), "bytes"))
        .addMeasurements(measurement("packets_dropped", (double) counted.dropped(), "packets"))
        .addMeasurements(measurement("times_limited", (double) counted.limited(), "times"))
        .setVerdict(verdict(asked, counted, seconds))
        .build();
  }

  private static String words(ClassReading counted, double seconds, double average) {
    if (counted.packets() == 0 && counted.waiting() == 0) {
      return "no packet came by";
    }
    return String.format(
        Locale.ROOT,
        "%s on average over %.1f s: %d packets passed, %d dropped, %s",
        Bandwidth.words(average),
        seconds,
        counted.packets(),
        counted.dropped(),
        counted.limited() == 0 ? "none had to wait" : "limited " + counted.limited() + " times");
  }

  private static Verdict verdict(RateLimit asked, ClassReading counted, double seconds) {
    if (counted.limited() == 0) {
      return Verdict.INCONCLUSIVE;
    }
    double allowed = asked.rate().bytesPerSecond() * seconds * TOLERANCE;
    double most = allowed + asked.burst() + asked.queue() + LARGEST_PACKET;
    return counted.bytes() <= most ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }

  private static Measurement measurement(String name, double value, String unit) {
    return Measurement.newBuilder().setName(name).setValue(value).setUnit(unit).build();
  }
}
