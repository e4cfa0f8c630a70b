package io.entropy.injectors.gcpause.standstill;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How long something was to stand still against how long it did; and where what stood still counts
/// that itself, whether its count has it. Pure.
public final class StandstillFidelity {
  /// A pause that is off by no more than this, or that share of it, is the one that was asked.
  private static final double MILLIS = 10;

  private static final double SHARE = 0.05;

  /// The name of what a JVM counts itself.
  public static final String SAFEPOINTS = "safepoints";

  private StandstillFidelity() {}

  static Fidelity before(Claim claim) {
    return Fidelity.newBuilder()
        .setAsked(asked(claim, Duration.ZERO))
        .setVerdict(Verdict.INCONCLUSIVE)
        .build();
  }

  /// @param lasted from the fault's begin until now, or its end
  /// @param stood for how long of it the target stood still
  static Fidelity of(Claim claim, Duration lasted, Duration stood, List<Measurement> besides) {
    double asked = millis(claim.time().filter(t -> t.compareTo(lasted) < 0).orElse(lasted));
    double achieved = millis(stood);
    double tolerance = Math.max(MILLIS, SHARE * asked);
    boolean counted =
        besides.stream()
            .filter(m -> m.getName().equals(SAFEPOINTS))
            .allMatch(m -> m.getValue() >= achieved - tolerance);
    boolean asAsked = counted && Math.abs(asked - achieved) <= tolerance;
    return Fidelity.newBuilder()
        .setAsked(asked(claim, lasted))
        .setAchieved(words(achieved))
        .addMeasurements(measurement("asked", asked))
        .addMeasurements(measurement("stood_still", achieved))
        .addAllMeasurements(besides)
        .setVerdict(asAsked ? Verdict.AS_ASKED : Verdict.DIFFERS)
        .build();
  }

  private static String asked(Claim claim, Duration lasted) {
    return claim
        .time()
        .map(time -> claim.what() + " for " + words(millis(time)))
        .orElseGet(() ->
            claim.what() + (lasted.isZero() ? " while it lasts" : " for " + words(millis(lasted))));
  }

  private static String words(double millis) {
    return String.format(Locale.ROOT, "%.1f ms", millis);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static Measurement measurement(String name, double millis) {
    return Measurement.newBuilder().setName(name).setValue(millis).setUnit("ms").build();
  }
}
