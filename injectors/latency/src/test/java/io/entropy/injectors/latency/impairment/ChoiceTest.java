package io.entropy.injectors.latency.impairment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.entropy.injectors.latency.impairment.Impairment.Reordering;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {
  private static final int PACKETS = 50_000;

  private static Choice choice(double share, double correlation, int gap) {
    return new Choice(
        new Reordering(Way.RECV, share, correlation, gap, Duration.ofMillis(1)),
        new SplittableRandom(11));
  }

  private static int chosen(Choice choice) {
    return (int) IntStream.range(0, PACKETS).filter(_ -> choice.next()).count();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.1, 1", "0.5, 1", "1, 1", "0.25, 4", "1, 7"})
  void asManyAreChosenAsAsked(double share, int gap) {
    double expected = share == 0 ? 0 : PACKETS / (gap - 1 + 1 / share);
    Choice choice = choice(share, 0, gap);
    int chosen = chosen(choice);
    assertThat((double) chosen).isCloseTo(expected, within(5 * Math.sqrt(expected) + 1));
    assertThat(choice.made()).isEqualTo(chosen);
  }

  @Test
  void correlationMakesThemComeTogetherAndAtLessThanAHalfFewer() {
    assertThat(chosen(choice(0.25, 0.5, 1))).isLessThan(chosen(choice(0.25, 0, 1)));
  }
}
