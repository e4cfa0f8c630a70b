package io.entropy.policymanager.policy;

import io.entropy.api.selector.TargetMatcher;
import io.entropy.api.text.Amounts;
import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Durations;
import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.TargetSelector;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.ResolvedFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules of a failure policy's spec; tells everything that breaks one, at once.
public final class FailurePolicyValidator {

  /// Below this a tick can't be worked out, armed and begun in time.
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private static final DurationRange TIMES = DurationRange.between(SHORTEST, Duration.ofDays(365));
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  private final FailureModes modes;

  public FailurePolicyValidator(FailureModes modes) {
    this.modes = modes;
  }

  /// The spec with its failure in canonical form.
  ///
  /// @throws InvalidInputException with every violation
  public FailurePolicySpec validated(FailurePolicySpec spec) {
    Violations violations = new Violations();
    checkName(spec.getName(), violations);
    checkTarget(spec.getTarget(), violations);
    Optional<ResolvedFailure> failure = modes.resolve(spec.getFailure(), violations);
    if (!spec.hasFrequency()) {
      violations.add("frequency", "it's missing", Durations.expected(TIMES));
    } else {
      checkTime("frequency", spec.getFrequency(), violations);
    }
    if (spec.hasDuration()) {
      checkTime("duration", spec.getDuration(), violations);
      failure.ifPresent(f -> checkLasts(f.mode(), violations));
    }
    if (spec.hasRunFor()) {
      checkTime("run for", spec.getRunFor(), violations);
    }
    if (!(spec.getProbability() >= 0 && spec.getProbability() <= 1)) { // NaN neither
      violations.add(
          "probability",
          "`" + spec.getProbability() + "` is outside 0–1",
          "a probability from 0 to 1, such as .1");
    }
    Amounts.check("limit", spec.getBlastRadius().getLimit(), violations);
    Amounts.check("min-healthy", spec.getBlastRadius().getMinHealthy(), violations);
    violations.throwIfAny();
    return failure.map(f -> spec.toBuilder().setFailure(f.toFailure()).build()).orElseThrow();
  }

  private static void checkName(String name, Violations violations) {
    if (!NAME.matcher(name).matches()) {
      violations.add(
          "name",
          name.isEmpty() ? "it's missing" : "`" + name + "` isn't a policy's name",
          "letters, digits, `_`, `.` and `-`, first a letter or digit, at most 63");
    }
  }

  private static void checkTarget(TargetSelector target, Violations violations) {
    if (target.getRequirementsCount() == 0
        && target.getProject().isEmpty()
        && target.getContainer().isEmpty()) {
      violations.add(
          "target",
          "nothing says which containers are meant",
          "a label, a project or a container; every container is `re2:.*`");
    }
    try {
      var _ = TargetMatcher.of(target);
    } catch (InvalidInputException e) {
      violations.addAll(e.violations());
    }
  }

  private static void checkTime(
      String field, com.google.protobuf.Duration value, Violations violations) {
    Duration time = ProtoTime.fromProto(value);
    TIMES
        .problem(time)
        .ifPresent(problem ->
            violations.add(
                field, "`" + Durations.format(time) + "` " + problem, Durations.expected(TIMES)));
  }

  private static void checkLasts(FailureMode mode, Violations violations) {
    switch (mode.span()) {
      case INSTANT ->
          violations.add("duration", "`" + mode.name() + "` is over once it's done", "none");
      case LASTING -> {}
    }
  }
}
