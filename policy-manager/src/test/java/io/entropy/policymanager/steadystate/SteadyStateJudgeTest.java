package io.entropy.policymanager.steadystate;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.policymanager.steadystate.SteadyStateJudge.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SteadyStateJudgeTest {

  private record Outcome(List<String> changes, Verdict verdict) {}

  /// Samples as text: `+` good, `-` bad. Changes with the number of the sample that brought each.
  private static Outcome run(Hysteresis hysteresis, String samples) {
    SteadyStateJudge judge = SteadyStateJudge.start(hysteresis);
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < samples.length(); i++) {
      var judged = judge.judge(samples.charAt(i) == '+');
      int at = i;
      judged.change().ifPresent(c -> changes.add(at + " " + c));
      judge = judged.next();
    }
    return new Outcome(changes, judge.verdict());
  }

  private static Outcome run(String samples) {
    return run(Hysteresis.DEFAULT, samples);
  }

  @Test
  void aHealthySystemIsBaselinedAndHolds() {
    assertThat(run("++++")).isEqualTo(new Outcome(List.of("2 BASELINED"), Verdict.HELD));
  }

  @Test
  void nothingAfterTheBaselineIsInconclusive() {
    assertThat(run("+++").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(run("").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aSystemThatWasNeverHealthyIsToldFromOneThatWeBroke() {
    assertThat(run("++-++-++-+++++"))
        .isEqualTo(new Outcome(List.of("9 NOT_HEALTHY_TO_BEGIN_WITH"), Verdict.INCONCLUSIVE));
    assertThat(run("+++--------------").verdict()).isEqualTo(Verdict.DEVIATED);
  }

  @Test
  void theLastTryMayStillMakeTheBaseline() {
    assertThat(run("-------+++").changes()).containsExactly("9 BASELINED");
  }

  @Test
  void oneBadSampleIsNoDeviation() {
    assertThat(run("+++-+-+-+")).isEqualTo(new Outcome(List.of("2 BASELINED"), Verdict.HELD));
  }

  @Test
  void twoInARowAre() {
    assertThat(run("+++--"))
        .isEqualTo(new Outcome(List.of("2 BASELINED", "4 DEVIATED"), Verdict.DEVIATED));
  }

  @Test
  void twoGoodSamplesAreNoRecoveryAndThreeAre() {
    assertThat(run("+++--++").verdict()).isEqualTo(Verdict.DEVIATED);
    assertThat(run("+++--++-+++"))
        .isEqualTo(
            new Outcome(
                List.of("2 BASELINED", "4 DEVIATED", "10 RECOVERED"),
                Verdict.DEVIATED_AND_RECOVERED));
  }

  @Test
  void itMayDeviateAgain() {
    assertThat(run("+++--+++--"))
        .isEqualTo(
            new Outcome(
                List.of("2 BASELINED", "4 DEVIATED", "7 RECOVERED", "9 DEVIATED"),
                Verdict.DEVIATED));
  }

  /// Every sequence of up to 13 samples, under several hystereses, against the definition: look
  /// back at the run of equal samples since the last change.
  @Test
  void everySequenceIsJudgedAsTheDefinitionSays() {
    for (Hysteresis hysteresis :
        List.of(
            new Hysteresis(2, 4, 2, 3), new Hysteresis(1, 1, 1, 1), new Hysteresis(3, 5, 3, 2))) {
      for (int length = 0; length <= 13; length++) {
        for (int bits = 0; bits < 1 << length; bits++) {
          String samples = text(bits, length);
          assertThat(run(hysteresis, samples))
              .as("%s of %s", samples, hysteresis)
              .isEqualTo(byDefinition(hysteresis, samples));
        }
      }
    }
  }

  private static String text(int bits, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((bits >> i & 1) == 1 ? '+' : '-');
    }
    return text.toString();
  }

  private static Outcome byDefinition(Hysteresis h, String samples) {
    List<String> changes = new ArrayList<>();
    int baseline = samples.indexOf("+".repeat(h.baselineGood()));
    int at = baseline + h.baselineGood();
    if (baseline < 0 || at > h.baselineTries()) {
      if (samples.length() >= h.baselineTries()) {
        changes.add(h.baselineTries() - 1 + " " + Change.NOT_HEALTHY_TO_BEGIN_WITH);
      }
      return new Outcome(changes, Verdict.INCONCLUSIVE);
    }
    changes.add(at - 1 + " " + Change.BASELINED);
    if (at == samples.length()) {
      return new Outcome(changes, Verdict.INCONCLUSIVE);
    }
    boolean deviated = false;
    while (true) {
      String run = deviated ? "+".repeat(h.recoveredAfter()) : "-".repeat(h.deviatedAfter());
      int found = samples.indexOf(run, at);
      if (found < 0) {
        break;
      }
      at = found + run.length();
      deviated = !deviated;
      changes.add(at - 1 + " " + (deviated ? Change.DEVIATED : Change.RECOVERED));
    }
    Verdict verdict =
        deviated
            ? Verdict.DEVIATED
            : changes.size() > 1 ? Verdict.DEVIATED_AND_RECOVERED : Verdict.HELD;
    return new Outcome(changes, verdict);
  }

  @Test
  void theWorstProbeDecides() {
    assertThat(Verdict.of(List.of(Verdict.HELD, Verdict.DEVIATED_AND_RECOVERED)))
        .isEqualTo(Verdict.DEVIATED_AND_RECOVERED);
    assertThat(Verdict.of(List.of(Verdict.INCONCLUSIVE, Verdict.DEVIATED_AND_RECOVERED)))
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Verdict.of(List.of(Verdict.DEVIATED, Verdict.INCONCLUSIVE)))
        .isEqualTo(Verdict.DEVIATED);
  }
}
