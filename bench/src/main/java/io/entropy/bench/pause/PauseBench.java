package io.entropy.bench.pause;

import io.entropy.bench.Bench;
import io.entropy.bench.fault.Faults;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Unit;
import io.entropy.bench.pause.Pauses.Kind;
import java.time.Duration;
import java.util.List;

/// How far `pause` and `gc_pause` are off what was asked: by what makes them, and by the clock of
/// the program that they make stand still.
public final class PauseBench implements Bench {
  private static final List<Kind> KINDS =
      List.of(
          new Kind("pause", "freezer", false),
          new Kind("pause", "sigstop", false),
          new Kind("pause", "docker", false),
          new Kind("gc_pause", "jvmti", true),
          new Kind("gc_pause", "agent", true),
          new Kind("gc_pause", "heapdump", true),
          new Kind("gc_pause", "freezer", true));

  /// How often so long a pause is made.
  private record Asked(Duration time, int rounds) {}

  private static final List<Asked> ASKED =
      List.of(
          new Asked(Duration.ofMillis(100), 15),
          new Asked(Duration.ofSeconds(1), 5),
          new Asked(Duration.ofSeconds(3), 2));

  @Override
  public String name() {
    return "pause";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report =
        new Report(
            "pause: how far it is off what was asked",
            List.of(
                "", "asked", "by itself p50", "p90", "inside p50", "p90", "begin p50", "n", ""));
    int asAsked = 0;
    int made = 0;
    try (Faults faults = Faults.open();
        Patient patient = Patient.start(bench)) {
      for (Kind kind : KINDS) {
        if (!faults.has(kind.mode(), "method", kind.method())) {
          report.note(kind + ": there is no such method yet");
          continue;
        }
        for (Asked asked : ASKED) {
          Pauses pauses = new Pauses(faults, patient, kind, asked.time);
          pauses.make(asked.rounds);
          row(report, kind, asked, pauses);
          asAsked += pauses.asAsked;
          made += asked.rounds;
        }
      }
      Engine.of(patient.id()).tell(report);
    }
    return report
        .note("inside: by the clock of the program that stood still, which looks each 0.1 ms")
        .note("begin: from the order until everything stands still")
        .verdict(asAsked == made, "within 10 ms or 5 %", asAsked + " of " + made + " pauses");
  }

  private static void row(Report report, Kind kind, Asked asked, Pauses pauses) {
    boolean none = pauses.own.count() == 0;
    report.cells(
        kind.toString(),
        asked.time.toMillis() + " ms",
        none ? "–" : millis(pauses.own.median()),
        none ? "–" : millis(pauses.own.p90()),
        none ? "–" : millis(pauses.inside.median()),
        none ? "–" : millis(pauses.inside.p90()),
        none ? "–" : millis(pauses.begins.median()),
        Integer.toString(pauses.own.count()),
        pauses.asAsked == asked.rounds ? "" : "as asked: " + pauses.asAsked);
    if (!pauses.refusals.isEmpty()) {
      report.note(
          "%s, %d ms: %d not made: %s"
              .formatted(
                  kind, asked.time.toMillis(), pauses.refusals.size(), pauses.refusals.getLast()));
    }
  }

  private static String millis(double nanos) {
    return Unit.MILLIS.format(nanos);
  }
}
