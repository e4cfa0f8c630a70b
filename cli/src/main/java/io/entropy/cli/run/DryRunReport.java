package io.entropy.cli.run;

import io.entropy.api.selector.TargetMatcher;
import io.entropy.api.text.Durations;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Target;
import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.policy.DryRun;
import io.entropy.policymanager.policy.DryRun.Fault;
import io.entropy.policymanager.policy.DryRun.Refused;
import io.entropy.policymanager.policy.Feasibility;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `--dry-run`: the schedule that a run would have with the containers as they are, at once.
final class DryRunReport {
  private static final int TICKS = 60;

  private DryRunReport() {}

  static int print(List<Target> targets, FailureModes modes, FailurePolicySpec spec, RunPlan plan) {
    int ticks = ticks(spec, plan);
    if (Run.noneRuns(targets, TargetMatcher.of(spec.getTarget()))) {
      throw new CommandException(ExitCode.NO_MATCH, "no running container matches");
    }
    Optional<String> objection = new Feasibility(modes).objection(spec, targets);
    if (objection.isPresent()) {
      throw new CommandException(ExitCode.USAGE, objection.get());
    }
    DryRun.Schedule schedule = new DryRun(modes).run(spec, targets, ticks);
    PrintStream out = System.out;
    schedule.items().forEach(item -> out.println(line(item)));
    out.printf(
        "%nDry run, nothing was changed: %d ticks, %d rolls, %d hits, %d injections, %d refused;"
            + " seed %d%n",
        ticks,
        schedule.totals().getRolls(),
        schedule.totals().getHits(),
        schedule.totals().getInjections(),
        schedule.totals().getRefusals(),
        spec.getSeed());
    return ExitCode.OK;
  }

  private static int ticks(FailurePolicySpec spec, RunPlan plan) {
    Duration frequency = ProtoTime.fromProto(spec.getFrequency());
    return plan.runFor()
        .map(d -> (int) Math.min(1_000_000, (d.toNanos() - 1) / frequency.toNanos() + 1))
        .orElse(TICKS);
  }

  private static String line(DryRun.Item item) {
    String when = "+" + Durations.format(item.at());
    return switch (item) {
      case Fault f ->
          "%-10s tick %-5d %s for %s%s"
              .formatted(
                  when,
                  f.tick(),
                  String.join(", ", f.targetNames()),
                  Durations.format(f.length()),
                  f.renews() ? " (goes on)" : "");
      case Refused r -> "%-10s tick %-5d refused: %s".formatted(when, r.tick(), r.message());
    };
  }
}
