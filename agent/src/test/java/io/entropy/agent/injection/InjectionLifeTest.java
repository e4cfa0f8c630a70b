package io.entropy.agent.injection;

import static io.entropy.agent.injection.SupervisorFixture.assignment;
import static io.entropy.agent.injection.SupervisorFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.agent.session.Assignment;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.fake.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InjectionLifeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;
  private SupervisorFixture f;

  @BeforeEach
  void start() throws IOException {
    f = new SupervisorFixture(folder);
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    assertThat(f.supervisor.size()).isZero();
    assertThat(f.faults.residue(f.voter.getId())).isEmpty();
    f.journal.close();
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void goesThroughAllStepsInOrder() {
    f.assign("a", Duration.ZERO, SECOND);
    f.faults.traffic(f.voter.getId(), 42);
    f.time.advanceTo(SECOND);

    assertThat(f.steps("a"))
        .containsExactly(
            Step.PLAN, Step.APPLY, Step.RELEASE, Step.VERIFY, Step.END, Step.OBSERVE, Step.REVERT);
    assertThat(f.session.states("a"))
        .containsExactly(InjectionState.READY, InjectionState.RUNNING, InjectionState.COMPLETE);
    InjectionStatus last = f.session.last("a");
    assertThat(last.getEnd()).isEqualTo(EndReason.ELAPSED);
    assertThat(last.getMechanism()).isEqualTo("memory");
    assertThat(last.getVerified()).isTrue();
    assertThat(last.getFidelity().getAchieved()).contains("42 of 42");
    assertThat(last.getApplied()).isEqualTo(ProtoTime.toProto(VirtualTiming.START));
    assertThat(last.getEnded()).isEqualTo(ProtoTime.toProto(VirtualTiming.START.plus(SECOND)));
  }

  @Test
  void doesNotBeginWithLessTimeThanALeaseNeeds() {
    f.assign("a", Duration.ZERO, Duration.ofMillis(9));
    f.time.advanceTo(SECOND);

    assertThat(f.steps("a")).doesNotContain(Step.RELEASE).endsWith(Step.REVERT);
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(f.session.last("a").getMessage()).contains("before it could begin");
  }

  @Test
  void writesTheUndoDownBeforeItChangesAnything() throws IOException {
    f.faults.failNext(Step.APPLY, Code.FAILED);
    f.faults.failNext(Step.REVERT, Code.FAILED);
    f.assign("a", Duration.ZERO, SECOND);
    // It waits to try its revert again: apply has failed half-way by now.
    assertThat(f.journalText()).contains("\"undo\":1").contains(f.voter.getId());
    assertThat(f.faults.residue(f.voter.getId())).containsExactly("a");
    f.time.advanceTo(SECOND);
    assertThat(f.journalText()).contains("\"done\":1");
  }

  @Test
  void isArmedUntilItsBegin() {
    f.assign("a", Duration.ofMillis(100), SECOND);
    f.time.advanceTo(Duration.ofMillis(99));
    assertThat(f.session.states("a")).containsExactly(InjectionState.READY);
    assertThat(f.faults.active(f.voter.getId())).isFalse();

    f.time.advanceTo(Duration.ofMillis(100));
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(SECOND);
    assertThat(f.faults.active(f.voter.getId())).isFalse();
  }

  @Test
  void isArmedUntilItsDesiredStateIsRunning() {
    Assignment armed = assignment("a", spec(f.voter), Duration.ZERO, SECOND);
    f.assign(
        new Assignment(
            armed.injection().toBuilder().setDesiredState(InjectionState.READY).build(),
            armed.beginsIn(),
            armed.timeLeft()));
    f.time.advanceTo(Duration.ofMillis(500));
    assertThat(f.session.states("a")).containsExactly(InjectionState.READY);

    f.assign(armed);
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(SECOND);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void neverBeginsWhenItsTimeIsOver() {
    f.assign("a", Duration.ofSeconds(-2), Duration.ofSeconds(-1));
    assertThat(f.steps("a")).doesNotContain(Step.RELEASE);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
    assertThat(f.session.last("a").hasApplied()).isFalse();
  }

  @Test
  void endsBeforeItBegan() {
    f.assign("a", Duration.ofMillis(100), SECOND);
    f.supervisor.end("a", EndReason.HALTED);
    f.time.awaitIdle();
    assertThat(f.steps("a")).doesNotContain(Step.RELEASE).contains(Step.REVERT);
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.HALTED);
    assertThat(f.session.last("a").hasApplied()).isFalse();
  }

  @Test
  void endsWhenToldTo() {
    f.assign("a", Duration.ZERO, SECOND);
    f.time.advanceTo(Duration.ofMillis(300));
    f.supervisor.end("a", EndReason.HALTED);
    f.time.awaitIdle();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.HALTED);
    assertThat(f.session.last("a").getEnded())
        .isEqualTo(ProtoTime.toProto(VirtualTiming.START.plusMillis(300)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"APPLY", "RELEASE", "VERIFY"})
  void revertsWhicheverStepFails(Step step) {
    f.faults.failNext(step, Code.FAILED);
    f.assign("a", Duration.ZERO, SECOND);
    assertThat(f.steps("a")).endsWith(Step.REVERT);
    InjectionStatus last = f.session.last("a");
    assertThat(last.getState()).isEqualTo(InjectionState.FAILED);
    assertThat(last.getEnd()).isEqualTo(EndReason.ERROR);
    assertThat(last.getMessage()).contains("told to fail");
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"END", "OBSERVE"})
  void revertsThoughEndingOrObservingFails(Step step) {
    f.faults.failNext(step, Code.FAILED);
    f.assign("a", Duration.ZERO, SECOND);
    f.time.advanceTo(SECOND);
    assertThat(f.steps("a")).endsWith(Step.REVERT);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void failsWhenTheFaultIsNotThereToVerify() {
    f.assign("a", Duration.ofMillis(100), SECOND);
    f.faults.vanish("a");
    f.time.advanceTo(Duration.ofMillis(100));
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.FAILED);
    assertThat(f.session.last("a").getVerified()).isFalse();
  }

  @Test
  void isRejectedWhenItsPlanIsRefused() {
    f.faults.failNext(Step.PLAN, Code.REFUSED);
    f.assign("a", Duration.ZERO, SECOND);
    assertThat(f.steps("a")).containsExactly(Step.PLAN);
    assertThat(f.session.states("a")).containsExactly(InjectionState.REJECTED);
  }

  @Test
  void isRejectedWithWhatIsWrongWithItsFailure() {
    Failure.Builder wrong =
        Failure.newBuilder().setMode("fake_drop").putParameters("percent", "101");
    f.assign(assignment("a", spec(f.voter).setFailure(wrong), Duration.ZERO, SECOND));
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.REJECTED);
    assertThat(f.session.last("a").getMessage()).contains("101");
  }

  @Test
  void triesToRevertAgain() {
    f.assign("a", Duration.ZERO, SECOND);
    f.faults.failNext(Step.REVERT, Code.FAILED);
    f.time.advanceTo(Duration.ofMillis(1049));
    assertThat(f.faults.count(Step.REVERT)).isEqualTo(1);
    f.time.advanceTo(Duration.ofMillis(1050));
    assertThat(f.faults.count(Step.REVERT)).isEqualTo(2);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void isCarriedOutOnceThoughAssignedAgain() {
    f.assign("a", Duration.ZERO, SECOND);
    f.assign("a", Duration.ZERO, SECOND);
    f.time.advanceTo(SECOND);
    f.assign("a", Duration.ZERO, SECOND);
    assertThat(f.faults.count(Step.APPLY)).isEqualTo(1);
    assertThat(f.session.states("a")).endsWith(InjectionState.COMPLETE, InjectionState.COMPLETE);
  }
}
