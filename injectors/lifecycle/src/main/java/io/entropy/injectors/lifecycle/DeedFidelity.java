package io.entropy.injectors.lifecycle;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.lifecycle.Deed.Goal;
import io.entropy.injectors.spi.Incarnation;
import java.time.Duration;
import java.util.Optional;

/// What was asked to be done against what came of it. Pure.
final class DeedFidelity {
  private DeedFidelity() {}

  static Fidelity of(Deed deed, Achieved achieved) {
    Fidelity.Builder fidelity =
        Fidelity.newBuilder()
            .setAsked(deed.asked())
            .setAchieved(words(deed, achieved))
            .setVerdict(verdict(deed, achieved))
            .addMeasurements(figure("time_taken", millis(achieved.total()), "ms"));
    achieved
        .down()
        .ifPresent(down -> fidelity.addMeasurements(figure("time_down", millis(down), "ms")));
    achieved
        .last()
        .ifPresent(last ->
            fidelity
                .addMeasurements(figure("exit_code", last.exitCode(), "code"))
                .addMeasurements(
                    measurement("out_of_memory", last.outOfMemory() ? 1 : 0, "times")));
    deed.grace()
        .ifPresent(grace ->
            fidelity.addMeasurements(
                measurement("grace_ran_out", achieved.ranOut(grace) ? 1 : 0, "times")));
    return fidelity.build();
  }

  private static Verdict verdict(Deed deed, Achieved achieved) {
    if (deed.goal().isReached(achieved.before(), achieved.after())) {
      return Verdict.AS_ASKED;
    }
    return deed.goal() == Goal.SIGNALLED ? Verdict.INCONCLUSIVE : Verdict.DIFFERS;
  }

  /// E.g. "ended with exit code 137 after 1042 ms, by KILL once its grace was over".
  static String words(Deed deed, Achieved achieved) {
    String after = " after %d ms".formatted(Math.round(millis(achieved.total())));
    String how = what(deed, achieved).formatted(after);
    String ranOut =
        deed.grace().filter(achieved::ranOut).isPresent()
            ? ", by KILL once its grace was over"
            : "";
    boolean outOfMemory = achieved.last().filter(Incarnation::outOfMemory).isPresent();
    return how + ranOut + (outOfMemory ? "; a process of it ran out of memory" : "");
  }

  private static String what(Deed deed, Achieved achieved) {
    Optional<Incarnation> after = achieved.after();
    String ended = "ended" + achieved.last().map(l -> " with exit code " + l.exitCode()).orElse("");
    if (after.isEmpty()) {
      return deed.goal() == Goal.REMOVED
          ? ended + " and was removed%s"
          : ended + "%s and was removed, as it was started with --rm";
    }
    Incarnation now = after.get();
    if (now.isStill(achieved.before())) {
      return deed.goal() == Goal.SIGNALLED
          ? "it was sent; the container still runs%s"
          : "still runs%s";
    }
    boolean back = now.isUp() || now.state() == State.RESTARTING;
    if (back && deed.goal() != Goal.RUNS_AGAIN) {
      return ended + "; its restart policy `" + now.restartPolicy() + "` has it back%s";
    }
    return now.isUp()
        ? "runs again%s, down for "
            + achieved.down().map(DeedFidelity::millis).map(Math::round).orElse(0L)
            + " ms"
        : ended + "%s";
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  /// One that doesn't add up over injections.
  private static Measurement figure(String name, double value, String unit) {
    return measurement(name, value, unit).toBuilder().setStatistic(true).build();
  }

  private static Measurement measurement(String name, double value, String unit) {
    return Measurement.newBuilder().setName(name).setValue(value).setUnit(unit).build();
  }
}
