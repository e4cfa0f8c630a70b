package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeedFidelityTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Incarnation BEFORE =
      new Incarnation(State.RUNNING, 7, START, Instant.EPOCH, 0, false, 0, "no", false);

  private static final Deed KILL = Deed.kill(LifecycleMode.KILL.read(Map.of()));
  private static final Deed TERM = Deed.kill(LifecycleMode.KILL.read(Map.of("signal", "TERM")));
  private static final Map<String, String> TWO_SECONDS = Map.of("grace", "2s");
  private static final Deed STOP = Deed.stop(LifecycleMode.STOP.read(TWO_SECONDS));
  private static final Deed RESTART = Deed.restart(LifecycleMode.RESTART.read(TWO_SECONDS));
  private static final Deed REMOVE = Deed.remove(LifecycleMode.REMOVE.read(TWO_SECONDS));

  private static Incarnation ended(State state, int exitCode, boolean outOfMemory) {
    return new Incarnation(
        state, 0, START, START.plusSeconds(9), exitCode, outOfMemory, 0, "always", false);
  }

  /// Up again 300 ms after the end of the run before.
  private static Incarnation again() {
    Instant ended = START.plusSeconds(9);
    return new Incarnation(
        State.RUNNING, 8, ended.plusMillis(300), ended, 0, false, 1, "always", false);
  }

  private static Fidelity of(Deed deed, long millis, Optional<Incarnation> after) {
    Duration took = Duration.ofMillis(millis);
    return DeedFidelity.of(deed, new Achieved(BEFORE, Optional.empty(), after, took, took));
  }

  private static Map<String, Double> measured(Fidelity fidelity) {
    return fidelity.getMeasurementsList().stream()
        .collect(Collectors.toMap(Measurement::getName, Measurement::getValue));
  }

  @Test
  void anEndTellsItsExitCodeAndHowLongItTook() {
    Fidelity killed = of(KILL, 58, Optional.of(ended(State.STOPPED, 137, false)));
    assertThat(killed.getAchieved()).isEqualTo("ended with exit code 137 after 58 ms");
    assertThat(killed.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(measured(killed))
        .containsEntry("time_taken", 58.0)
        .containsEntry("exit_code", 137.0)
        .containsEntry("out_of_memory", 0.0)
        .doesNotContainKey("grace_ran_out");
  }

  @Test
  void aGraceRanOutWhenKillEndedItAfterIt() {
    Optional<Incarnation> killed = Optional.of(ended(State.STOPPED, 137, false));
    assertThat(measured(of(STOP, GRACE.toMillis(), killed))).containsEntry("grace_ran_out", 1.0);
    assertThat(measured(of(STOP, GRACE.toMillis() - 1, killed)))
        .containsEntry("grace_ran_out", 0.0);
    Optional<Incarnation> obeyed = Optional.of(ended(State.STOPPED, 143, false));
    assertThat(of(STOP, GRACE.toMillis() + 5, obeyed).getAchieved())
        .isEqualTo("ended with exit code 143 after 2005 ms");
  }

  @Test
  void aRestartsTimeDownIsNoPartOfItsGrace() {
    Fidelity inTime = of(RESTART, 2_200, Optional.of(again()));
    assertThat(inTime.getAchieved()).isEqualTo("runs again after 2200 ms, down for 300 ms");
    assertThat(measured(inTime)).containsEntry("time_down", 300.0);
    assertThat(of(RESTART, 2_300, Optional.of(again())).getAchieved())
        .isEqualTo("runs again after 2300 ms, down for 300 ms, by KILL once its grace was over");
  }

  @Test
  void aRestartThatDoesntRunAgainDiffers() {
    Optional<Incarnation> dead = Optional.of(ended(State.STOPPED, 1, false));
    assertThat(of(RESTART, 100, dead).getVerdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(of(RESTART, 100, Optional.empty()).getVerdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(of(REMOVE, 100, dead).getVerdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(of(STOP, 100, Optional.of(again())).getVerdict()).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void aSignalThatChangesNothingIsInconclusiveAndKillThatDoesntDiffers() {
    Fidelity sent = of(TERM, 1_001, Optional.of(BEFORE));
    assertThat(sent.getAchieved()).startsWith("it was sent; the container still runs");
    assertThat(sent.getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(of(KILL, 10_000, Optional.of(BEFORE)).getVerdict()).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void whatItsRestartPolicyBringsBackIsTold() {
    assertThat(of(KILL, 400, Optional.of(again())).getAchieved())
        .isEqualTo("ended; its restart policy `always` has it back after 400 ms");
    assertThat(of(TERM, 40, Optional.of(ended(State.RESTARTING, 3, false))).getAchieved())
        .isEqualTo("ended with exit code 3; its restart policy `always` has it back after 40 ms");
  }

  @Test
  void aRemovedContainerTellsHowItEnded() {
    Duration took = Duration.ofMillis(70);
    Optional<Incarnation> seen = Optional.of(ended(State.STOPPED, 143, false));
    Achieved achieved = new Achieved(BEFORE, seen, Optional.empty(), took, took);
    assertThat(DeedFidelity.of(REMOVE, achieved).getAchieved())
        .isEqualTo("ended with exit code 143 and was removed after 70 ms");
    assertThat(DeedFidelity.of(KILL, achieved).getAchieved()).endsWith("started with --rm");
  }

  @Test
  void wantOfMemoryIsTold() {
    Fidelity fidelity = of(KILL, 9, Optional.of(ended(State.STOPPED, 137, true)));
    assertThat(fidelity.getAchieved()).endsWith("; a process of it ran out of memory");
    assertThat(measured(fidelity)).containsEntry("out_of_memory", 1.0);
  }
}
