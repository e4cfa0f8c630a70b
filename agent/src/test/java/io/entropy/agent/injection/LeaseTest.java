package io.entropy.agent.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.InjectionState;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.fake.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeaseTest {
  @TempDir Path folder;
  private SupervisorFixture f;

  @BeforeEach
  void start() throws IOException {
    f = new SupervisorFixture(folder);
  }

  @AfterEach
  void leavesNothingBehind() {
    assertThat(f.faults.residue(f.voter.getId())).isEmpty();
    assertThat(f.supervisor.size()).isZero();
  }

  @Test
  void isNeverRefreshedWhenItCoversTheWholeFault() {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(3));
    f.time.advanceTo(Duration.ofSeconds(3));
    assertThat(f.faults.count(Step.REFRESH)).isZero();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void isRefreshedEachSecondUntilItCoversTheRest() {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(10));
    for (int second = 1; second <= 7; second++) {
      f.time.advanceTo(Duration.ofSeconds(second));
      assertThat(f.faults.count(Step.REFRESH)).isEqualTo(second);
    }
    // At 7 s the lease was set to the 3 s that are left.
    f.time.advanceTo(Duration.ofMillis(9_999));
    assertThat(f.faults.count(Step.REFRESH)).isEqualTo(7);
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(Duration.ofSeconds(10));
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void coversTheWholeFaultThoughTimePassesWhileItIsReckoned() {
    f.time.lookingTakes(Duration.ofNanos(50));
    f.assign("a", Duration.ZERO, Duration.ofSeconds(3));
    f.time.advanceTo(Duration.ofMillis(3_001));
    assertThat(f.faults.count(Step.REFRESH)).isZero();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void endsTheFaultByItselfWhenTheAgentIsHeldUp() {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(60));
    f.time.jumpTo(Duration.ofMillis(3_001));
    assertThat(f.faults.active(f.voter.getId())).isFalse();

    f.time.advanceTo(Duration.ofMillis(3_001).plus(InjectionRun.ENGINE_TELLS_WITHIN));
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.LEASE_LOST);
    assertThat(f.session.last("a").getMessage()).contains("held up");
    assertThat(f.steps("a")).endsWith(Step.REFRESH, Step.END, Step.OBSERVE, Step.REVERT);
  }

  @Test
  void isLostEvenWhenTheAgentGoesOnOnlyAfterTheEnd() {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(60));
    f.time.jumpTo(Duration.ofSeconds(61));
    f.time.advanceTo(Duration.ofSeconds(61));
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.LEASE_LOST);
    assertThat(f.faults.count(Step.REFRESH)).isZero();
  }

  @Test
  void thatCannotBeRefreshedEndsTheInjection() {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(10));
    f.faults.failNext(Step.REFRESH, Code.FAILED);
    f.time.advanceTo(Duration.ofSeconds(1));
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.FAILED);
    assertThat(f.faults.active(f.voter.getId())).isFalse();
  }

  @Test
  void runsOutOnceTheManagerIsLost() {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(60));
    f.time.advanceTo(Duration.ofSeconds(1));
    f.session.alive(false);
    f.time.advanceTo(Duration.ofMillis(3_999));
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(Duration.ofSeconds(4));
    assertThat(f.faults.active(f.voter.getId())).isFalse();

    f.time.advanceTo(Duration.ofMillis(4_100));
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.LEASE_LOST);
    assertThat(f.session.last("a").getMessage()).contains("manager");
    assertThat(f.faults.count(Step.REFRESH)).isEqualTo(1);
  }

  @Test
  void goesOnWhenTheManagerIsBackInTime() {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(10));
    f.time.advanceTo(Duration.ofSeconds(1));
    f.session.alive(false);
    f.time.advanceTo(Duration.ofMillis(3_800));
    f.session.alive(true);
    f.time.advanceTo(Duration.ofMillis(9_999));
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(Duration.ofSeconds(10));
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void isNotBegunWhileTheManagerIsLost() {
    f.assign("a", Duration.ofSeconds(1), Duration.ofSeconds(10));
    f.session.alive(false);
    f.time.advanceTo(Duration.ofSeconds(1));
    assertThat(f.faults.active(f.voter.getId())).isFalse();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.LEASE_LOST);
    assertThat(f.session.last("a").hasApplied()).isFalse();
  }

  @Test
  void isNotTakenOverWhileTheManagerIsLost() {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(1));
    f.assign(
        SupervisorFixture.assignment(
            "b",
            SupervisorFixture.spec(f.voter).setRenews("a"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2)));
    f.session.alive(false);
    f.time.advanceTo(Duration.ofSeconds(1));
    assertThat(f.faults.active(f.voter.getId())).isFalse();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
    assertThat(f.session.last("b").getEnd()).isEqualTo(EndReason.LEASE_LOST);
  }
}
