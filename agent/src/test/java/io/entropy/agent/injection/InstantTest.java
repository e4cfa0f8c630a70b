package io.entropy.agent.injection;

import static io.entropy.agent.injection.SupervisorFixture.assignment;
import static io.entropy.agent.injection.SupervisorFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.fake.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Injections of a mode that is over once it's done.
final class InstantTest {
  private static final Duration TEN = Duration.ofSeconds(10);

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

  private InjectionSpec.Builder kill() {
    return spec(f.voter).setFailure(Failure.newBuilder().setMode("fake_kill"));
  }

  /// What an engine and its watcher do when the container's process ends.
  private void dieUnnoticed() {
    f.engine.die(f.voter.getId());
    Target.Builder stopped = f.voter.toBuilder();
    stopped.getStatusBuilder().setState(State.STOPPED).setPid(0);
    f.supervisor.target(stopped.build());
  }

  @Test
  void isCompleteOnceItsDoneWhateverItsDuration() {
    f.assign(assignment("a", kill(), Duration.ZERO, TEN));
    assertThat(f.steps("a"))
        .containsExactly(
            Step.PLAN, Step.APPLY, Step.RELEASE, Step.VERIFY, Step.END, Step.OBSERVE, Step.REVERT);
    assertThat(f.session.states("a"))
        .containsExactly(InjectionState.READY, InjectionState.COMPLETE);
    InjectionStatus last = f.session.last("a");
    assertThat(last.getEnd()).isEqualTo(EndReason.DONE);
    assertThat(last.getVerified()).isTrue();
    assertThat(last.hasFidelity()).isTrue();
    assertThat(last.getApplied()).isEqualTo(ProtoTime.toProto(VirtualTiming.START));
    assertThat(last.getEnded()).isEqualTo(ProtoTime.toProto(VirtualTiming.START));
  }

  @Test
  void isNoLossOfItsTargetWhenThatEndsByIt() {
    f.faults.during(Step.RELEASE, this::dieUnnoticed);
    f.assign(assignment("a", kill(), Duration.ZERO, TEN));
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.DONE);
    assertThat(f.session.last("a").getFollowed()).isZero();
    assertThat(f.faults.count(Step.RELEASE)).isEqualTo(1);
  }

  @Test
  void isDoneOnceThoughTheContainerComesBack() throws Exception {
    f.faults.during(Step.RELEASE, this::dieUnnoticed);
    f.assign(assignment("a", kill(), Duration.ZERO, TEN));
    f.startAgain();
    f.assign(assignment("a", kill(), Duration.ZERO, TEN));
    f.time.advanceTo(TEN);
    assertThat(f.faults.count(Step.RELEASE)).isEqualTo(1);
  }

  @Test
  void isALossOfItsTargetWhenThatEndsBeforeIt() throws Exception {
    f.assign(assignment("a", kill(), Duration.ofSeconds(1), TEN));
    f.die();
    f.time.advanceTo(TEN);
    assertThat(f.faults.count(Step.RELEASE)).isZero();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.TARGET_LOST);
  }

  @Test
  void isDoneToTheContainerThatIsBackBeforeIt() throws Exception {
    f.assign(assignment("a", kill(), Duration.ofSeconds(1), TEN));
    f.die();
    f.startAgain();
    f.time.advanceTo(Duration.ofSeconds(1));
    assertThat(f.faults.count(Step.RELEASE)).isEqualTo(1);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.DONE);
    assertThat(f.session.last("a").getFollowed()).isEqualTo(1);
  }

  @Test
  void neverTakesAnotherOver() {
    f.faults.during(
        Step.RELEASE,
        () -> f.supervisor.assign(assignment("b", kill().setRenews("a"), Duration.ZERO, TEN)));
    f.assign(assignment("a", kill(), Duration.ZERO, TEN));
    f.time.awaitIdle();
    assertThat(f.faults.count(Step.TAKE_OVER)).isZero();
    assertThat(f.faults.count(Step.RELEASE)).isEqualTo(2);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.DONE);
    assertThat(f.session.last("b").getEnd()).isEqualTo(EndReason.DONE);
  }

  @Test
  void isDoneThoughToldToEndMeanwhileButNotBefore() {
    f.faults.during(Step.RELEASE, () -> f.supervisor.end("a", EndReason.HALTED));
    f.assign(assignment("a", kill(), Duration.ZERO, TEN));
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.DONE);
    f.assign(assignment("b", kill(), Duration.ofSeconds(1), TEN));
    f.supervisor.end("b", EndReason.HALTED);
    f.time.awaitIdle();
    assertThat(f.steps("b")).doesNotContain(Step.RELEASE);
    assertThat(f.session.last("b").getEnd()).isEqualTo(EndReason.HALTED);
  }

  @Test
  void isNotDoneTooLate() {
    f.assign(assignment("a", kill(), Duration.ZERO, Duration.ofMillis(9)));
    assertThat(f.steps("a")).doesNotContain(Step.RELEASE);
    assertThat(f.session.last("a").getMessage()).contains("before it could begin");
  }

  @Test
  void failsWhenTheEngineWontOrItIsNotThereToVerify() {
    f.faults.failNext(Step.RELEASE, Code.FAILED);
    f.assign(assignment("a", kill(), Duration.ZERO, TEN));
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.FAILED);
    f.faults.failNext(Step.VERIFY, Code.FAILED);
    f.assign(assignment("b", kill(), Duration.ZERO, TEN));
    assertThat(f.session.last("b").getState()).isEqualTo(InjectionState.FAILED);
  }
}
