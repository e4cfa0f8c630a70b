package io.entropy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.InjectionState;
import io.entropy.policymanager.event.EventData;
import io.entropy.policymanager.steadystate.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final Tally tally = new Tally();
  private final FailurePolicyStatus.Builder totals =
      FailurePolicyStatus.newBuilder().setRolls(1_000).setHits(93).setInjections(90);

  private String print(Optional<Verdict> verdict) {
    FailurePolicySpec spec =
        FailurePolicySpec.newBuilder()
            .setName("flaky")
            .setSeed(4711)
            .setProbability(.1)
            .setFrequency(ProtoTime.toProto(Duration.ofSeconds(1)))
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    new Summary(spec, totals.build(), tally, out).print(verdict);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String lineOf(String summary, String name) {
    return summary.lines().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
  }

  @Test
  void saysHowToReplay() {
    assertThat(print(Optional.empty())).contains("flaky", "seed 4711", "--seed 4711");
  }

  /// 1,000 rolls at .1: 100, give or take 2.576 standard deviations of √90.
  @Test
  void setsTheHitsAgainstWhatChanceAllows() {
    assertThat(lineOf(print(Optional.empty()), "hits")).contains("93", "100", "76", "124");
  }

  @Test
  void neverExpectsMoreHitsThanRollsNorLessThanNone() {
    totals.setRolls(3).setHits(0);
    assertThat(lineOf(print(Optional.empty()), "hits")).contains("between 0 and 2");
  }

  @Test
  void countsInjectionsByHowTheyEnded() {
    tally.see(TallyTest.event(EventTypes.INJECTION_VERIFIED, "a", new EventData()));
    tally.see(TallyTest.event(EventTypes.INJECTION_REVERTED, "a", new EventData()));
    tally.see(TallyTest.event(EventTypes.INJECTION_LEAKED, "b", new EventData()));
    assertThat(lineOf(print(Optional.empty()), "injections"))
        .contains("90 requested", "1 verified", "1 reverted", "0 expired", "0 failed", "1 leaked");
  }

  @Test
  void countsWhatIsDoneOnceAsDoneRatherThanReverted() {
    tally.see(TallyTest.event(EventTypes.INJECTION_VERIFIED, "a", new EventData()));
    tally.see(TallyTest.event(EventTypes.INJECTION_DONE, "a", new EventData()));
    assertThat(lineOf(print(Optional.empty()), "injections"))
        .contains("1 verified, 1 done, 0 expired")
        .doesNotContain("reverted");
  }

  @Test
  void tellsRefusalsAndMissedTicksWhenThereAreAny() {
    assertThat(print(Optional.empty())).doesNotContain("refused", "missed");
    totals.setRefusals(3).setMissedTicks(7);
    tally.see(
        TallyTest.event(
            EventTypes.INJECTION_REFUSED, "a", new EventData().put("reason", "min_healthy")));
    assertThat(print(Optional.empty())).contains("3 (min healthy 1)", "7 ticks missed");
  }

  @Test
  void setsWhatWasAchievedAgainstWhatWasAsked() {
    var verdict = io.entropy.api.v1.Fidelity.Verdict.AS_ASKED;
    tally.see(TallyTest.injection("a", InjectionState.COMPLETE, 12, verdict));
    String said = print(Optional.empty());
    assertThat(lineOf(said, "asked")).contains("30% of packets");
    assertThat(lineOf(said, "achieved")).contains("12 packets dropped");
    assertThat(lineOf(said, "fidelity")).contains("1 injection as asked", "0 differ");
  }

  @Test
  void saysNothingOfWhatWasAchievedWithoutAFault() {
    assertThat(print(Optional.empty())).doesNotContain("asked", "achieved", "fidelity");
  }

  @Test
  void givesTheVerdictOnTheSteadyState() {
    assertThat(print(Optional.empty())).doesNotContain("steady state");
    tally.see(
        TallyTest.event(
            EventTypes.PROBE_SAMPLED, "", new EventData().put("probe", "p").put("good", false)));
    tally.see(TallyTest.event(EventTypes.STEADYSTATE_DEVIATED, "", new EventData()));
    assertThat(print(Optional.of(Verdict.DEVIATED)))
        .contains("deviated: left 1 time, regained 0 times", "p: 0 of 1 samples good");
  }
}
