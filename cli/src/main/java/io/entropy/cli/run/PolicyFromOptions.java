package io.entropy.cli.run;

import io.entropy.api.selector.ContainerPattern;
import io.entropy.api.selector.Selectors;
import io.entropy.api.text.Amounts;
import io.entropy.api.text.CountRange;
import io.entropy.api.text.Counts;
import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Durations;
import io.entropy.api.text.Probability;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.TextException;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.RestartBehavior;
import io.entropy.api.v1.TargetSelector;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What was typed, read into a policy's spec; every mistake is noted, none thrown. One use.
final class PolicyFromOptions {
  private static final DurationRange FREQUENCY = DurationRange.atLeast(Duration.ofMillis(10));

  private final PolicyOptions typed;
  private final Violations violations;

  PolicyFromOptions(PolicyOptions typed, Violations violations) {
    this.typed = typed;
    this.violations = violations;
  }

  /// The spec as far as it could be read; only valid when there are no violations.
  ///
  /// @param random where the seed comes from when none was typed
  FailurePolicySpec read(RandomGenerator random) {
    FailurePolicySpec.Builder spec = FailurePolicySpec.newBuilder();
    Failure failure = failure();
    spec.setFailure(failure);
    spec.setName(typed.name == null ? failure.getMode() : typed.name);
    spec.setTarget(target());
    spec.setBlastRadius(blastRadius());
    violations
        .read("--frequency", typed.frequency, t -> Durations.read(t, FREQUENCY))
        .ifPresent(d -> spec.setFrequency(ProtoTime.toProto(d)));
    violations
        .read("--probability", typed.probability, Probability::read)
        .ifPresent(p -> spec.setProbability(p.value()));
    if (typed.duration != null) {
      violations
          .read("--duration", typed.duration, t -> Durations.read(t, FREQUENCY))
          .ifPresent(d -> spec.setDuration(ProtoTime.toProto(d)));
    }
    violations
        .read("--on-restart", typed.onRestart, PolicyFromOptions::restart)
        .ifPresent(spec::setOnRestart);
    spec.setSeed(seed(random));
    return spec.build();
  }

  /// The mode comes first; what follows is `key=value`.
  private Failure failure() {
    Failure.Builder failure = Failure.newBuilder().setMode(typed.failure.getFirst());
    for (String parameter : typed.failure.subList(1, typed.failure.size())) {
      int at = parameter.indexOf('=');
      if (at <= 0) {
        violations.add(
            parameter,
            "a parameter of `" + failure.getMode() + "` is written key=value",
            "e.g. percent=30; options such as -t go before the mode");
      } else if (failure.containsParameters(parameter.substring(0, at))) {
        violations.add(parameter, "`" + parameter.substring(0, at) + "` is given twice", "it once");
      } else {
        failure.putParameters(parameter.substring(0, at), parameter.substring(at + 1));
      }
    }
    return failure.build();
  }

  private TargetSelector target() {
    TargetSelector.Builder target = TargetSelector.newBuilder();
    if (typed.targets.isEmpty() && typed.project == null && typed.container == null) {
      violations.add(
          "--target",
          "no containers are named, and all of this host's would be too many",
          "-t SELECTOR, --project NAME or --container NAME");
    }
    for (String text : typed.targets) {
      violations.read("--target", text, Selectors::read).ifPresent(target::addAllRequirements);
    }
    for (String text : typed.exclude) {
      violations.read("--exclude", text, Selectors::readSelector).ifPresent(target::addExclude);
    }
    if (typed.project != null) {
      target.setProject(typed.project);
    }
    if (typed.container != null) {
      violations
          .read("--container", typed.container, ContainerPattern::read)
          .ifPresent(p -> target.setContainer(p.toString()));
    }
    return target.build();
  }

  private BlastRadius blastRadius() {
    BlastRadius.Builder radius = BlastRadius.newBuilder();
    if (typed.limit != null) {
      violations.read("--limit", typed.limit, Amounts::read).ifPresent(radius::setLimit);
    }
    if (typed.minHealthy != null) {
      violations
          .read("--min-healthy", typed.minHealthy, Amounts::read)
          .ifPresent(radius::setMinHealthy);
    }
    return radius.build();
  }

  private long seed(RandomGenerator random) {
    if (typed.seed == null) {
      // Short enough to be typed again.
      return random.nextLong(1, 1_000_000_000L);
    }
    return violations
        .read("--seed", typed.seed, t -> Counts.read(t, new CountRange(0, Long.MAX_VALUE)))
        .orElse(0L);
  }

  private static RestartBehavior restart(String text) throws TextException {
    return switch (text) {
      case "follow" -> RestartBehavior.FOLLOW;
      case "end" -> RestartBehavior.END;
      default -> throw new TextException("`" + text + "` is neither", "follow or end");
    };
  }
}
