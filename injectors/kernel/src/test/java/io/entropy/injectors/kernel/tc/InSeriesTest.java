package io.entropy.injectors.kernel.tc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.entropy.injectors.kernel.tc.Netem.Delay;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InSeriesTest {
  private static final Netem LATE = Netem.NOTHING.withDelay(Delay.of(Duration.ofMillis(100)));
  private static final Netem VARYING =
      Netem.NOTHING.withDelay(
          new Delay(
              Duration.ofMillis(30), Duration.ofMillis(10), 0.25, JitterTable.of(q -> q), true));
  private static final Loss BURSTS = new Loss.GilbertElliott(0.01, 0.2, 0.3, 0.95);

  @Test
  void delaysAddAndOneMayVary() {
    assertThat(InSeries.of(LATE, LATE))
        .hasValue(Netem.NOTHING.withDelay(Delay.of(Duration.ofMillis(200))));
    Delay both =
        new Delay(
            Duration.ofMillis(130), Duration.ofMillis(10), 0.25, JitterTable.of(q -> q), true);
    assertThat(InSeries.of(LATE, VARYING)).hasValue(Netem.NOTHING.withDelay(both));
    assertThat(InSeries.of(VARYING, LATE)).hasValue(Netem.NOTHING.withDelay(both));
    assertThat(InSeries.of(VARYING, VARYING)).isEmpty();
  }

  @Test
  void whatIsLostByNeitherPassesBoth() {
    Netem half = Netem.NOTHING.withLossModel(Chance.of(0.5));
    assertThat(InSeries.of(half, half)).hasValue(Netem.NOTHING.withLossModel(Chance.of(0.75)));
    Netem model = LATE.withLossModel(BURSTS);
    assertThat(InSeries.of(LATE, Netem.NOTHING.withLossModel(BURSTS))).hasValue(model);
    assertThat(InSeries.of(half, Netem.NOTHING.withLossModel(BURSTS))).isEmpty();
    assertThat(InSeries.of(model, Netem.NOTHING.withLossModel(BURSTS))).isEmpty();
  }

  @Test
  void sharesCombineUnlessTheyAreCorrelated() {
    Netem tenth = Netem.NOTHING.withCorrupt(Chance.of(0.1));
    Netem correlated = Netem.NOTHING.withCorrupt(new Chance(0.1, 0.5));
    assertThat(InSeries.of(tenth, tenth).orElseThrow().corrupt().share())
        .isCloseTo(0.19, within(1e-9));
    assertThat(InSeries.of(LATE, correlated)).hasValue(LATE.withCorrupt(correlated.corrupt()));
    assertThat(InSeries.of(tenth, correlated)).isEmpty();
  }

  @Test
  void whatOvertakesDoesNotOvertakeAnothersDelay() {
    Netem overtaking = LATE.withReorder(Chance.of(0.5), 3);
    Netem corrupting = Netem.NOTHING.withCorrupt(Chance.of(0.1));
    assertThat(InSeries.of(overtaking, LATE)).isEmpty();
    assertThat(InSeries.of(corrupting, overtaking))
        .hasValue(overtaking.withCorrupt(Chance.of(0.1)));
  }

  @Test
  void whatDuplicatesStandsAlone() {
    assertThat(InSeries.of(LATE, Netem.NOTHING.withDuplicate(Chance.of(0.1)))).isEmpty();
  }
}
