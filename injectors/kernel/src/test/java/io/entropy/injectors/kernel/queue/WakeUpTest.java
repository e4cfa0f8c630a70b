package io.entropy.injectors.kernel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WakeUpTest {
  private static final long SLEEP = 1_000_000;

  private final WakeUp wakeUp = new WakeUp();

  /// A sleep that ends so much later than asked; how late that is after what was due.
  private long late(long now, long overshoot) {
    long due = now + SLEEP;
    long awake = now + wakeUp.sleepUntil(due, now) + overshoot;
    wakeUp.awake(awake);
    return awake - due;
  }

  @Test
  void sleepsLessByWhatWakingTakes() {
    long now = Long.MAX_VALUE - 100 * SLEEP; // nanoTime may overflow
    for (int i = 0; i < 200; i++) {
      now += SLEEP;
      long _ = late(now, 60_000);
    }
    assertThat(late(now, 60_000)).isBetween(-1_000L, 1_000L);
  }

  @Test
  void followsTheMedianNotTheOutliers() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      long _ = late(i * SLEEP, random.nextInt(10) == 0 ? 5_000_000 : 40_000);
    }
    assertThat(late(0, 40_000)).isBetween(-10_000L, 10_000L);
  }

  @Test
  void isNeverEarlyByMoreThanAFifthOfAMillisecond() {
    for (int i = 0; i < 10_000; i++) {
      long _ = late(i * SLEEP, 9_000_000);
    }
    assertThat(late(0, 0)).isEqualTo(-200_000);
  }

  @Test
  void whatIsDueSoonIsNotSleptFor() {
    for (int i = 0; i < 200; i++) {
      long _ = late(i * SLEEP, 60_000);
    }
    assertThat(wakeUp.sleepUntil(50_000, 0)).isZero();
    wakeUp.awake(900_000);
    assertThat(late(0, 60_000)).isBetween(-1_500L, 1_500L);
  }

  @Test
  void beingWokenBeforehandTeachesNothing() {
    for (int i = 0; i < 200; i++) {
      long _ = late(i * SLEEP, 60_000);
    }
    long sleep = wakeUp.sleepUntil(SLEEP, 0);
    wakeUp.awake(10);
    assertThat(wakeUp.sleepUntil(SLEEP, 0)).isEqualTo(sleep);
  }
}
