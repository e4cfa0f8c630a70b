package io.entropy.cli.client;

import io.entropy.api.text.Amounts;
import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Durations;
import io.entropy.api.text.Probability;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.PolicyRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `entropy policy update`: changes what is typed and leaves the rest. Refused when another has
/// changed the policy in between.
@Command(
    name = "update",
    description = "Changes some of a policy; 'entropy apply -f' replaces all of it.",
    mixinStandardHelpOptions = true)
final class PolicyUpdate implements Runnable {
  private static final DurationRange FREQUENCY = DurationRange.atLeast(Duration.ofMillis(10));

  @Mixin private ManagerOption manager = new ManagerOption();

  @Option(
      names = {"-f", "--frequency"},
      paramLabel = "DURATION",
      description = "How often the dice are rolled.")
  private @Nullable String frequency;

  @Option(
      names = {"-p", "--probability"},
      paramLabel = "0..1",
      description = "The chance of each roll.")
  private @Nullable String probability;

  @Option(
      names = {"-d", "--duration"},
      paramLabel = "DURATION",
      description = "How long a fault lasts.")
  private @Nullable String duration;

  @Option(
      names = "--limit",
      paramLabel = "N|N%",
      description = "At most so many have a fault at once.")
  private @Nullable String limit;

  @Option(
      names = "--min-healthy",
      paramLabel = "N|N%",
      description = "At least so many stay healthy and without a fault.")
  private @Nullable String minHealthy;

  @Parameters(index = "0", paramLabel = "POLICY", description = "Its name or its id.")
  private String policy = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "Parameters of its failure mode.")
  private List<String> parameters = List.of();

  @Override
  public void run() {
    try (ManagerClient client = manager.open()) {
      PolicyRequest named = PolicyRequest.newBuilder().setPolicy(policy).build();
      FailurePolicy known = client.call(control -> control.getPolicy(named));
      System.out.println(PolicyChange.make(client, known, changed(known.getSpec())).getId());
    }
  }

  private FailurePolicySpec changed(FailurePolicySpec known) {
    FailurePolicySpec.Builder spec = known.toBuilder();
    Violations violations = new Violations();
    if (frequency != null) {
      violations
          .read("--frequency", frequency, t -> Durations.read(t, FREQUENCY))
          .ifPresent(d -> spec.setFrequency(ProtoTime.toProto(d)));
    }
    if (probability != null) {
      violations
          .read("--probability", probability, Probability::read)
          .ifPresent(p -> spec.setProbability(p.value()));
    }
    if (duration != null) {
      violations
          .read("--duration", duration, t -> Durations.read(t, FREQUENCY))
          .ifPresent(d -> spec.setDuration(ProtoTime.toProto(d)));
    }
    if (limit != null) {
      violations
          .read("--limit", limit, Amounts::read)
          .ifPresent(a -> spec.getBlastRadiusBuilder().setLimit(a));
    }
    if (minHealthy != null) {
      violations
          .read("--min-healthy", minHealthy, Amounts::read)
          .ifPresent(a -> spec.getBlastRadiusBuilder().setMinHealthy(a));
    }
    parameters(spec, violations);
    violations.throwIfAny();
    return spec.build();
  }

  private void parameters(FailurePolicySpec.Builder spec, Violations violations) {
    for (String parameter : parameters) {
      int at = parameter.indexOf('=');
      if (at <= 0) {
        violations.add(parameter, "a parameter is written key=value", "e.g. percent=30");
      } else {
        spec.getFailureBuilder()
            .putParameters(parameter.substring(0, at), parameter.substring(at + 1));
      }
    }
  }
}
