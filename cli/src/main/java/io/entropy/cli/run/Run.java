package io.entropy.cli.run;

import io.entropy.api.event.EventTypes;
import io.entropy.api.selector.TargetMatcher;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.cli.host.ReapedLines;
import io.entropy.cli.output.EventPrinter;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.policymanager.steadystate.SteadyStateWatch;
import io.entropy.policymanager.steadystate.Verdict;
import io.entropy.policymanager.target.MatchingTargets;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One run, from the first look at the containers to the exit code: control period, faults,
/// recovery, summary. The main thread's; reads as the order of events.
final class Run {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration REVERT_WITHIN = Duration.ofSeconds(10);

  private final RunHost host;
  private final Layer layer;
  private final FailurePolicySpec spec;
  private final RunPlan plan;
  private final RunOptions options;
  private final Interrupt interrupt;
  private final Tally tally = new Tally();

  Run(
      RunHost host,
      Layer layer,
      FailurePolicySpec spec,
      RunPlan plan,
      RunOptions options,
      Interrupt interrupt) {
    this.host = host;
    this.layer = layer;
    this.spec = spec;
    this.plan = plan;
    this.options = options;
    this.interrupt = interrupt;
  }

  int run() throws Exception {
    EventPrinter printer = Printers.choose(plan.output(), options.verbose);
    RunEvents events = RunEvents.start(host.store(), printer, tally);
    Outcome outcome;
    try {
      host.start();
      host.reaped().forEach(r -> System.err.println("entropy: " + ReapedLines.line(r)));
      requireAMechanism();
      awaitMatch();
      outcome = faults();
    } finally {
      host.close();
      events.awaitEnd();
    }
    if (plan.output() != RunPlan.Output.JSON) {
      new Summary(spec, outcome.policy().getStatus(), tally, System.out).print(outcome.verdict());
    }
    return exitCode(outcome);
  }

  /// @param policy as it was at the end
  /// @param verdict empty without a steady state
  private record Outcome(FailurePolicy policy, Optional<Verdict> verdict, boolean interrupted) {}

  /// Who may use the engine but not the kernel would only see every fault fail. Root has what it
  /// takes, or sees its first fault fail; waiting for the answer would delay that.
  private void requireAMechanism() {
    if (!host.isHere() || System.getProperty("user.name", "").equals("root")) {
      return;
    }
    List<MechanismStatus> mechanisms = ModeProbe.of(spec.getFailure().getMode());
    if (!mechanisms.isEmpty() && mechanisms.stream().noneMatch(MechanismStatus::getAvailable)) {
      throw new CommandException(
          ExitCode.ERROR,
          "no fault can be made here (%s: %s): network faults need CAP_SYS_ADMIN and CAP_NET_ADMIN,"
                  .formatted(mechanisms.getFirst().getName(), mechanisms.getFirst().getDetail())
              + " so run as root; 'entropy doctor' tells all");
    }
  }

  private void awaitMatch() throws InterruptedException {
    Predicate<Target> matcher = TargetMatcher.of(spec.getTarget());
    while (noneMatches(matcher)) {
      waitOr(
          ExitCode.NO_MATCH,
          "no running container matches (--wait waits for one; 'docker ps' shows what runs)");
    }
    requireATarget();
    Optional<String> objection = host.objection(spec);
    while (objection.isPresent()) {
      waitOr(ExitCode.USAGE, objection.get() + " (--wait waits for more)");
      objection = host.objection(spec);
    }
  }

  /// Waits a moment for other containers if that was asked.
  private void waitOr(int exitCode, String message) throws InterruptedException {
    if (!options.waitForMatch) {
      throw new CommandException(exitCode, message);
    }
    if (interrupt.await(POLL)) {
      throw new CommandException(ExitCode.INTERRUPTED, "interrupted before containers matched");
    }
  }

  /// A run that could only refuse would look like one that went well.
  private void requireATarget() {
    MatchingTargets matching =
        host.store().view(s -> MatchingTargets.of(spec.getTarget(), layer, s.all(Kinds.TARGETS)));
    if (matching.groups().isEmpty() && !options.waitForMatch) {
      String refused =
          matching.refused().stream()
              .map(r -> r.target().getSpec().getName() + " " + r.reason().words())
              .collect(Collectors.joining("; "));
      throw new CommandException(
          ExitCode.NO_MATCH, "no container that matches can have this fault: " + refused);
    }
  }

  private boolean noneMatches(Predicate<Target> matcher) {
    return host.store().view(s -> noneRuns(s.all(Kinds.TARGETS), matcher));
  }

  /// Whether no container that runs is meant: there would be nothing to do.
  static boolean noneRuns(List<Target> targets, Predicate<Target> matcher) {
    return targets.stream()
        .filter(t -> t.getStatus().getState() == State.RUNNING)
        .noneMatch(matcher);
  }

  private Outcome faults() throws InterruptedException {
    FailurePolicy policy = host.create(spec);
    if (plan.steadyStates().isEmpty()) {
      boolean interrupted = inject(policy);
      return new Outcome(current(policy), Optional.empty(), interrupted);
    }
    try (SteadyStateWatch steadyState = host.steadyState(plan.steadyStates(), plan.control())) {
      steadyState.start();
      Optional<List<String>> baseline = interrupt.during(steadyState::awaitBaseline);
      List<String> unhealthy = baseline.orElse(List.of());
      if (!unhealthy.isEmpty()) {
        throw new CommandException(
            ExitCode.INCONCLUSIVE,
            "not healthy to begin with, so no fault was made: " + String.join(", ", unhealthy));
      }
      boolean interrupted =
          inject(policy)
              || interrupt.during(() -> steadyState.awaitRecovery(plan.recovery())).isEmpty();
      return new Outcome(current(policy), Optional.of(steadyState.finish()), interrupted);
    }
  }

  /// Makes faults until time is up or Ctrl-C, then reverts what is left; whether it was Ctrl-C.
  private boolean inject(FailurePolicy policy) throws InterruptedException {
    if (interrupt.isAsked()) {
      System.err.println("entropy: interrupted before the first fault");
      return true;
    }
    host.start(policy);
    boolean interrupted = interrupt.await(plan.runFor().orElse(Duration.ofNanos(Long.MAX_VALUE)));
    if (interrupted) {
      System.err.println("entropy: interrupted; reverting every fault");
    }
    host.stop(policy);
    host.awaitReverted(policy, REVERT_WITHIN);
    return interrupted;
  }

  private FailurePolicy current(FailurePolicy policy) {
    return host.store()
        .view((Snapshot s) -> s.get(Kinds.FAILURE_POLICIES, policy.getId()))
        .orElse(policy);
  }

  private int exitCode(Outcome outcome) {
    if (outcome.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    boolean noneCouldBeMade =
        tally.count(EventTypes.INJECTION_FAILED) > 0
            && tally.count(EventTypes.INJECTION_VERIFIED) == 0;
    if (tally.count(EventTypes.INJECTION_LEAKED) > 0 || noneCouldBeMade) {
      return ExitCode.ERROR;
    }
    @Nullable Verdict verdict = outcome.verdict().orElse(null);
    return switch (verdict) {
      case null -> ExitCode.OK;
      case HELD -> ExitCode.OK;
      case DEVIATED_AND_RECOVERED -> options.strict ? ExitCode.DEVIATED : ExitCode.OK;
      case DEVIATED -> ExitCode.DEVIATED;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
    };
  }
}
