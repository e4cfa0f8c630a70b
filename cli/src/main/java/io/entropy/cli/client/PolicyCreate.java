package io.entropy.cli.client;

import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Durations;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.cli.run.PolicyOptions;
import io.entropy.cli.run.PolicySpecs;
import io.entropy.injectors.spi.mode.FailureModes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `entropy create`: a policy at a manager, not started unless asked. Prints its id.
@Command(
    name = "create",
    description = "Creates a policy at a manager and prints its id; 'entropy start' starts it.",
    footer = {
      "",
      "Example:",
      "  entropy create -H tcp://10.0.0.1:2476 -f 1s -p .1 -t servicename=voter recv_drop"
    },
    mixinStandardHelpOptions = true)
public final class PolicyCreate implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Rolls no more after this time from its start (default: until it's stopped).")
  private @Nullable String runFor;

  @Option(names = "--start", description = "Starts it, too.")
  private boolean start;

  @Override
  public void run() {
    Violations violations = new Violations();
    Optional<Duration> time =
        runFor == null
            ? Optional.empty()
            : violations.read("--for", runFor, t -> Durations.read(t, DurationRange.positive()));
    FailurePolicySpec spec = PolicySpecs.read(policy, time, FailureModes.load(), violations).spec();
    try (ManagerClient client = manager.open()) {
      FailurePolicy created =
          client.call(control ->
              control.createPolicy(
                  CreatePolicyRequest.newBuilder().setSpec(spec).setStart(start).build()));
      System.out.println(created.getId());
    }
  }
}
