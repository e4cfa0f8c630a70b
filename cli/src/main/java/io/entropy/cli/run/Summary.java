package io.entropy.cli.run;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.Durations;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.Fidelity.Verdict;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The last words of a run: rolls, injections, asked against achieved, steady state, how to replay.
final class Summary {
  /// 99 % of binomial counts lie within so many standard deviations.
  private static final double DEVIATIONS = 2.576;

  private final FailurePolicySpec spec;
  private final FailurePolicyStatus totals;
  private final Tally tally;
  private final PrintStream out;

  Summary(FailurePolicySpec spec, FailurePolicyStatus totals, Tally tally, PrintStream out) {
    this.spec = spec;
    this.totals = totals;
    this.tally = tally;
    this.out = out;
  }

  void print(Optional<io.entropy.policymanager.steadystate.Verdict> steadyState) {
    out.println();
    line(
        "policy",
        "%s, a roll every %s with probability %s, seed %d"
            .formatted(
                spec.getName(),
                Durations.format(ProtoTime.fromProto(spec.getFrequency())),
                number(spec.getProbability()),
                spec.getSeed()));
    rolls();
    injections();
    achieved();
    steadyState.ifPresent(this::steadyState);
    line("replay", "add --seed %d to see the same schedule again".formatted(spec.getSeed()));
    out.flush();
  }

  private void rolls() {
    double n = totals.getRolls();
    double p = spec.getProbability();
    double spread = DEVIATIONS * Math.sqrt(n * p * (1 - p));
    line(
        "rolls",
        "%d on %s in %s%s"
            .formatted(
                totals.getRolls(),
                many(tally.targets(), "target"),
                many(tally.count(EventTypes.ROLL), "tick"),
                totals.getMissedTicks() == 0
                    ? ""
                    : ", " + many(totals.getMissedTicks(), "tick") + " missed"));
    line(
        "hits",
        "%d; expected %s, 99%% of runs between %d and %d"
            .formatted(
                totals.getHits(),
                number(n * p),
                Math.max(0, Math.round(n * p - spread)),
                Math.min(totals.getRolls(), Math.round(n * p + spread))));
  }

  private void injections() {
    line(
        "injections",
        "%d requested, %d verified, %s, %d expired, %d failed, %d leaked"
            .formatted(
                totals.getInjections(),
                tally.count(EventTypes.INJECTION_VERIFIED),
                reverted(),
                tally.count(EventTypes.INJECTION_EXPIRED),
                tally.count(EventTypes.INJECTION_FAILED),
                tally.count(EventTypes.INJECTION_LEAKED)));
    if (!tally.refusals().isEmpty()) {
      line(
          "refused",
          "%d (%s)"
              .formatted(
                  totals.getRefusals(),
                  tally.refusals().entrySet().stream()
                      .map(e -> e.getKey() + " " + e.getValue())
                      .collect(Collectors.joining(", "))));
    }
  }

  /// What is done once is never reverted, unless it's told to end before.
  private String reverted() {
    long done = tally.count(EventTypes.INJECTION_DONE);
    long reverted = tally.count(EventTypes.INJECTION_REVERTED);
    return done == 0
        ? reverted + " reverted"
        : done + " done" + (reverted == 0 ? "" : ", " + reverted + " reverted");
  }

  private void achieved() {
    if (tally.asked().isEmpty()) {
      return;
    }
    line("asked", tally.asked());
    line(
        "achieved",
        tally.measured().stream().map(Measured::toString).collect(Collectors.joining(", ")));
    line(
        "fidelity",
        "%s as asked, %d differ, %d saw too little to tell"
            .formatted(
                many(tally.verdicts(Verdict.AS_ASKED), "injection"),
                tally.verdicts(Verdict.DIFFERS),
                tally.verdicts(Verdict.INCONCLUSIVE)));
  }

  private void steadyState(io.entropy.policymanager.steadystate.Verdict verdict) {
    line(
        "steady state",
        "%s: left %s, regained %s"
            .formatted(
                verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                many(tally.count(EventTypes.STEADYSTATE_DEVIATED), "time"),
                many(tally.count(EventTypes.STEADYSTATE_RECOVERED), "time")));
    tally
        .samples()
        .forEach((probe, samples) ->
            line(
                "",
                "%s: %d of %d samples good"
                    .formatted(probe, samples - tally.badSamples(probe), samples)));
  }

  private void line(String name, String text) {
    out.printf("%-13s %s%n", name, text);
  }

  private static String many(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
