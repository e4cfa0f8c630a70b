package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import org.junit.jupiter.api.Test;

final class BoundsTest {

  private static Bounds percent(double percent, int population) {
    Amount amount = Amount.newBuilder().setPercent(percent).build();
    return Bounds.of(
        BlastRadius.newBuilder().setLimit(amount).setMinHealthy(amount).build(), population);
  }

  @Test
  void whatIsNotSetBoundsNothing() {
    assertThat(Bounds.of(BlastRadius.getDefaultInstance(), 5))
        .isEqualTo(new Bounds(Integer.MAX_VALUE, 0));
  }

  @Test
  void percentagesAreRoundedToTheSafeSide() {
    assertThat(percent(50, 5)).isEqualTo(new Bounds(2, 3));
    assertThat(percent(10, 5)).isEqualTo(new Bounds(0, 1));
    assertThat(percent(0, 5)).isEqualTo(new Bounds(0, 0));
    assertThat(percent(100, 5)).isEqualTo(new Bounds(5, 5));
  }

  @Test
  void percentagesThatComeOutWholeAreNotRoundedAtAll() {
    for (int population = 1; population <= 1_000; population++) {
      for (int percent = 0; percent <= 100; percent++) {
        if (percent * population % 100 == 0) {
          int whole = percent * population / 100;
          assertThat(percent(percent, population)).isEqualTo(new Bounds(whole, whole));
        }
      }
    }
    assertThat(percent(14.3, 1_000)).isEqualTo(new Bounds(143, 143));
  }

  @Test
  void countsBeyondTheSignedRangeAreJustLarge() {
    Amount most = Amount.newBuilder().setCount(-1).build(); // 4294967295 on the wire
    assertThat(Bounds.of(BlastRadius.newBuilder().setLimit(most).setMinHealthy(most).build(), 5))
        .isEqualTo(new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }
}
