package io.entropy.agent.injection;

import static io.entropy.agent.injection.SupervisorFixture.assignment;
import static io.entropy.agent.injection.SupervisorFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.EndReason;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.fake.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RenewalTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

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

  private void renew(String id, String renewed, long beginsInMillis) {
    f.assign(
        assignment(
            id,
            spec(f.voter).setRenews(renewed),
            Duration.ofMillis(beginsInMillis),
            Duration.ofMillis(beginsInMillis + 1000)));
  }

  @Test
  void swapsOnArrivalAndReadsTheOldCountersAfterwards() {
    f.assign("old", Duration.ZERO, SECOND);
    f.faults.traffic(f.voter.getId(), 5);
    f.time.advanceTo(Duration.ofMillis(900));
    renew("new", "old", 100);

    assertThat(f.steps("new")).containsExactly(Step.PLAN, Step.APPLY, Step.TAKE_OVER, Step.VERIFY);
    assertThat(f.session.last("old").getEnd()).isEqualTo(EndReason.RENEWED);
    assertThat(f.session.last("old").getFidelity().getAchieved()).contains("5 of 5");
    assertThat(f.steps("old")).endsWith(Step.VERIFY, Step.OBSERVE, Step.REVERT);

    f.faults.traffic(f.voter.getId(), 3);
    f.time.advanceTo(Duration.ofMillis(1999));
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(Duration.ofSeconds(2));
    assertThat(f.session.last("new").getFidelity().getAchieved()).contains("3 of 3");
    assertThat(f.session.last("new").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void waitsWhenItComesLongBeforeItsBegin() {
    f.assign("old", Duration.ZERO, SECOND);
    renew("new", "old", 1000);
    f.time.advanceTo(Duration.ofMillis(899));
    assertThat(f.steps("new")).containsExactly(Step.PLAN, Step.APPLY);
    f.time.advanceTo(Duration.ofMillis(900));
    assertThat(f.steps("new")).contains(Step.TAKE_OVER);
    f.time.advanceTo(Duration.ofSeconds(2));
  }

  @Test
  void chainsWithoutAGap() {
    f.assign("0", Duration.ZERO, SECOND);
    for (int tick = 1; tick <= 5; tick++) {
      f.time.advanceTo(Duration.ofMillis(tick * 1000L - 100));
      assertThat(f.faults.active(f.voter.getId())).isTrue();
      renew(Integer.toString(tick), Integer.toString(tick - 1), 100);
      f.time.advanceTo(Duration.ofSeconds(tick));
      assertThat(f.faults.active(f.voter.getId())).isTrue();
    }
    f.time.advanceTo(Duration.ofSeconds(6));
    assertThat(f.faults.count(Step.TAKE_OVER)).isEqualTo(5);
    assertThat(f.faults.count(Step.RELEASE)).isEqualTo(1);
  }

  @Test
  void beginsByItselfWhenTheOldOneIsOver() {
    f.assign("old", Duration.ZERO, SECOND);
    f.time.advanceTo(SECOND);
    renew("new", "old", 50);
    assertThat(f.faults.active(f.voter.getId())).isFalse();
    f.time.advanceTo(Duration.ofMillis(1050));
    assertThat(f.steps("new")).contains(Step.RELEASE).doesNotContain(Step.TAKE_OVER);
    f.time.advanceTo(Duration.ofSeconds(3));
  }

  @Test
  void beginsByItselfWhenTheOldOneWasNeverActive() {
    f.assign("old", Duration.ofMillis(500), SECOND);
    renew("new", "old", 10);
    f.time.advanceTo(Duration.ofMillis(10));
    assertThat(f.steps("new")).contains(Step.RELEASE);
    f.time.advanceTo(Duration.ofSeconds(3));
    assertThat(f.session.last("old").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void thatFailsLeavesTheOldOneAsItWas() {
    f.assign("old", Duration.ZERO, SECOND);
    f.faults.failNext(Step.TAKE_OVER, Code.FAILED);
    renew("new", "old", 100);
    f.time.advanceTo(Duration.ofMillis(999));
    assertThat(f.session.last("new").getEnd()).isEqualTo(EndReason.ERROR);
    assertThat(f.faults.active(f.voter.getId())).isTrue();
    f.time.advanceTo(SECOND);
    assertThat(f.session.last("old").getEnd()).isEqualTo(EndReason.ELAPSED);
  }
}
