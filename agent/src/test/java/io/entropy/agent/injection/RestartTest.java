package io.entropy.agent.injection;

import static io.entropy.agent.injection.SupervisorFixture.assignment;
import static io.entropy.agent.injection.SupervisorFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.RestartBehavior;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.entropy.injectors.spi.fake.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {
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

  @Test
  void isFollowedIntoTheNewNamespace() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.time.advanceTo(Duration.ofSeconds(2));
    f.die();
    assertThat(f.faults.residue(f.voter.getId())).isEmpty();
    f.time.advanceTo(Duration.ofSeconds(4));
    f.startAgain();
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(TEN);

    assertThat(f.faults.count(Step.APPLY)).isEqualTo(2);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
    assertThat(f.session.last("a").getFollowed()).isEqualTo(1);
    assertThat(f.session.states("a"))
        .containsExactly(
            InjectionState.READY,
            InjectionState.RUNNING,
            InjectionState.RUNNING,
            InjectionState.COMPLETE);
    assertThat(f.journalText()).contains("\"done\":1").contains("\"done\":2");
  }

  @Test
  void isFollowedWhenTheFaultIsSeenToBeGoneBeforeItsTargetIs() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.time.jumpTo(Duration.ofMillis(3_001));
    f.time.advanceTo(Duration.ofMillis(3_500));
    assertThat(f.faults.residue(f.voter.getId())).isEmpty();
    f.die();
    f.startAgain();
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(TEN);
    assertThat(f.session.last("a").getFollowed()).isEqualTo(1);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void isFollowedWhenOnlyTheNewProcessWasSeen() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.startAgain();
    f.time.advanceTo(TEN);
    assertThat(f.session.last("a").getFollowed()).isEqualTo(1);
  }

  @Test
  void isFollowedWhenAListAfterAnOutageOfTheEngineTellsOfIt() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.die();
    Target.Builder again = f.voter.toBuilder();
    again.getStatusBuilder().setPid(7);
    f.engine.put(again.build());
    f.supervisor.target(f.engine.list().getFirst());
    f.time.advanceTo(TEN);
    assertThat(f.session.last("a").getFollowed()).isEqualTo(1);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void isFollowedToANewContainerOfTheSameIdentity() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.engine.destroy(f.voter.getId());
    f.supervisor.targetGone(f.voter.getId());
    Target recreated = FakeTargets.running("voter", Map.of()).toBuilder().setId("new").build();
    f.engine.start(recreated);
    f.supervisor.target(recreated);
    f.time.awaitIdle();
    assertThat(f.faults.active("new")).isTrue();
    f.time.advanceTo(TEN);
    assertThat(f.session.last("a").getFollowed()).isEqualTo(1);
    assertThat(f.faults.residue("new")).isEmpty();
  }

  @Test
  void endsTheFaultWhenThePolicySaysSo() throws Exception {
    f.assign(assignment("a", spec(f.voter).setOnRestart(RestartBehavior.END), Duration.ZERO, TEN));
    f.die();
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.TARGET_LOST);
    f.startAgain();
    assertThat(f.faults.count(Step.APPLY)).isEqualTo(1);
  }

  @Test
  void endsTheFaultWhenTheContainerIsNotBackInTime() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.die();
    f.time.advanceTo(TEN);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.TARGET_LOST);
    assertThat(f.session.last("a").getMessage()).isEqualTo("voter stopped");
  }

  @Test
  void endsTheFaultAsLostWhenToldThatTimeIsUpBeforeTheContainerIsBack() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.die();
    f.supervisor.end("a", EndReason.ELAPSED);
    f.time.awaitIdle();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.TARGET_LOST);
  }

  @Test
  void isWaitedForOnlyUntilToldToEnd() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.die();
    f.supervisor.end("a", EndReason.HALTED);
    f.time.awaitIdle();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.HALTED);
  }

  @Test
  void isNoticedByTheInjectorToo() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.faults.failNext(Step.REFRESH, Code.TARGET_GONE);
    f.time.advanceTo(Duration.ofSeconds(1));
    f.die();
    f.startAgain();
    f.time.advanceTo(TEN);
    assertThat(f.session.last("a").getFollowed()).isEqualTo(1);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void isWaitedForBeforeTheBeginToo() throws Exception {
    f.assign("a", Duration.ofSeconds(1), TEN);
    f.die();
    f.startAgain();
    f.time.advanceTo(TEN);
    assertThat(f.faults.count(Step.RELEASE)).isEqualTo(1);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void ofAContainerThatIsGoneBeforeAnythingBeganEndsCleanly() {
    f.engine.destroy(f.voter.getId());
    f.assign("a", Duration.ZERO, TEN);
    assertThat(f.session.states("a")).containsExactly(InjectionState.COMPLETE);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.TARGET_LOST);
    assertThat(f.faults.calls()).isEmpty();
  }

  @Test
  void changesOfOtherContainersOrOfItsHealthChangeNothing() throws Exception {
    f.assign("a", Duration.ZERO, TEN);
    f.supervisor.target(FakeTargets.running("other", Map.of()));
    f.supervisor.targetGone("other");
    f.supervisor.target(f.voter);
    f.time.awaitIdle();
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(TEN);
    assertThat(f.session.last("a").getFollowed()).isZero();
  }
}
