package io.entropy.injectors.drop.model;

import static io.entropy.injectors.drop.model.Models.fourState;
import static io.entropy.injectors.drop.model.Models.gilbertElliott;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

/// The losses drawn against theory, and against netem's own rules for a single packet. Seeds are
/// fixed: a right implementation never fails, a wrong one is far off.
class ChainLossesTest {
  private static final int PACKETS = 400_000;
  private static final int LONGEST = 12;
  private static final double LEAST_LIKELY = 0.001;

  /// How many runs of each length there were, the last those that are as long or longer.
  private static long[] runLengths(LossModel model) {
    ChainLosses losses = new ChainLosses(model.chain(), new SplittableRandom(17));
    long[] lengths = new long[LONGEST];
    int length = 0;
    for (int i = 0; i < PACKETS; i++) {
      if (losses.loses()) {
        length++;
      } else if (length > 0) {
        lengths[Math.min(length, LONGEST) - 1]++;
        length = 0;
      }
    }
    return lengths;
  }

  /// As many of each length as a geometric distribution has.
  private static double[] geometric(long[] seen, double ends) {
    long runs = 0;
    for (long count : seen) {
      runs += count;
    }
    double[] expected = new double[LONGEST];
    double left = 1;
    for (int i = 0; i < LONGEST - 1; i++) {
      expected[i] = runs * left * ends;
      left *= 1 - ends;
    }
    expected[LONGEST - 1] = runs * left;
    return expected;
  }

  @Test
  void runsOfTheGilbertModelAreGeometric() {
    long[] seen = runLengths(gilbertElliott(2, 25, 0, 100));
    assertThat(new ChiSquareTest().chiSquareTest(geometric(seen, 0.25), seen))
        .isGreaterThan(LEAST_LIKELY);
  }

  @Test
  void burstsOfTheFourStateModelAreGeometricWithoutSingleLosses() {
    long[] seen = runLengths(fourState(2, 20, 10, 40, 0));
    assertThat(new ChiSquareTest().chiSquareTest(geometric(seen, 0.3), seen))
        .isGreaterThan(LEAST_LIKELY);
  }

  /// Dice that fall as they are told.
  private static RandomGenerator dice(double... values) {
    return new RandomGenerator() {
      private int next;

      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }

      @Override
      public double nextDouble() {
        return values[next++];
      }
    };
  }

  /// `loss_gilb_ell`: the state that the packet finds decides, with dice of its own.
  @Test
  void theGilbertElliottModelMovesAfterThePacket() {
    ChainLosses losses =
        new ChainLosses(
            gilbertElliott(10, 20, 30, 90).chain(),
            dice(0.95, 0.05, 0.05, 0.2, 0.05, 0.6, 0.05, 0.7, 0, 0));
    // Good, loses 10 %; good → bad is at the upper end here, bad → good at the lower.
    assertThat(losses.loses()).isTrue();
    // Now bad, loses 70 %, and becomes good.
    assertThat(losses.loses()).isTrue();
    // Good again, stays.
    assertThat(losses.loses()).isFalse();
    assertThat(losses.chosen()).isEqualTo(2);
    assertThat(losses.runs()).isEqualTo(1);
  }

  /// `loss_4state`: the state that the packet enters decides.
  @Test
  void theFourStateModelMovesBeforeThePacket() {
    ChainLosses losses =
        new ChainLosses(
            fourState(10, 20, 30, 40, 5).chain(),
            dice(0.96, 0, 0.5, 0, 0.9, 0, 0.3, 0, 0.5, 0, 0.95, 0, 0.1, 0));
    assertThat(losses.loses()).as("a single loss").isTrue();
    assertThat(losses.loses()).as("always followed by the gap").isFalse();
    assertThat(losses.loses()).as("into a burst").isTrue();
    assertThat(losses.loses()).as("gets through within it").isFalse();
    assertThat(losses.loses()).as("still does").isFalse();
    assertThat(losses.loses()).as("lost again").isTrue();
    assertThat(losses.loses()).as("out of the burst").isFalse();
    assertThat(losses.runs()).isEqualTo(3);
  }

  @Test
  void theSameSeedLosesTheSame() {
    ChainLosses one =
        new ChainLosses(gilbertElliott(5, 50, 0, 100).chain(), new SplittableRandom(1));
    ChainLosses other =
        new ChainLosses(gilbertElliott(5, 50, 0, 100).chain(), new SplittableRandom(1));
    for (int i = 0; i < 1_000; i++) {
      assertThat(one.loses()).isEqualTo(other.loses());
    }
  }
}
