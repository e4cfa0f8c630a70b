package io.entropy.cli.run;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.cli.HostOption;
import io.entropy.cli.standalone.Standalone;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.ResolvedFailure;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy run`: makes a failure happen to containers of the local engine, by the dice, and says
/// what came of it.
@Command(
    name = "run",
    description = "Rolls the dice for matching containers and makes a failure happen to those hit.",
    footer = {
      "",
      "Examples:",
      "  entropy run -f 1s -p .1 -t servicename=voter recv_drop",
      "  entropy run -t app=shop --limit 1 --for 5m --steady-state http://127.0.0.1:8080/healthz \\",
      "      send_drop percent=30 dport=5432"
    },
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Mixin private HostOption host = new HostOption();
  @Mixin private PolicyOptions policy = new PolicyOptions();
  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    Violations violations = new Violations();
    FailureModes modes = FailureModes.load();
    FailurePolicySpec spec =
        new PolicyFromOptions(policy, violations).read(RandomGenerator.getDefault());
    RunPlan plan = RunPlan.read(options, violations);
    if (plan.runFor().isPresent()) {
      spec = spec.toBuilder().setRunFor(ProtoTime.toProto(plan.runFor().get())).build();
    }
    Optional<ResolvedFailure> failure = modes.resolve(spec.getFailure(), violations);
    violations.throwIfAny();
    spec = named(spec, failure.orElseThrow());
    if (options.dryRun) {
      return DryRunReport.print(host.endpoint(), modes, spec, plan);
    }
    Interrupt interrupt = Interrupt.install();
    try (Standalone standalone = Standalone.open(host.endpoint(), modes)) {
      return new Run(standalone, failure.get().mode().layer(), spec, plan, options, interrupt)
          .run();
    } finally {
      interrupt.finished();
    }
  }

  /// A policy without a name has its mode's own name, whatever alias was typed: the name is part of
  /// the dice.
  private FailurePolicySpec named(FailurePolicySpec spec, ResolvedFailure failure) {
    return policy.name == null ? spec.toBuilder().setName(failure.mode().name()).build() : spec;
  }
}
