package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Counters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LossFidelityTest {

  @Test
  void allIsAsAskedOnlyWhenEveryPacketWasDropped() {
    assertThat(verdict(new Action.DropAll(), 10, 10)).isEqualTo(Verdict.AS_ASKED);
    assertThat(verdict(new Action.DropAll(), 10, 9)).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void everyNthIsExact() {
    assertThat(verdict(new Action.DropEvery(3), 11, 3)).isEqualTo(Verdict.AS_ASKED);
    assertThat(verdict(new Action.DropEvery(3), 11, 4)).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void nothingSeenTellsNothing() {
    assertThat(verdict(new Action.DropAll(), 0, 0)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aShareOfFewPacketsTellsNothing() {
    assertThat(verdict(Action.dropPercent(30), 20, 6)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aShareFarOffDiffers() {
    assertThat(verdict(Action.dropPercent(30), 1000, 400)).isEqualTo(Verdict.DIFFERS);
    assertThat(verdict(Action.dropPercent(0), 1000, 1)).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void trueSharesAreNearlyAlwaysAsAsked() {
    SplittableRandom random = new SplittableRandom(1);
    int differs = 0;
    for (int run = 0; run < 1_000; run++) {
      long dropped = random.doubles(2_000).filter(d -> d < .1).count();
      differs += verdict(Action.dropPercent(10), 2_000, dropped) == Verdict.DIFFERS ? 1 : 0;
    }
    assertThat(differs).as("of 1000; 1 expected").isLessThan(8);
  }

  @Test
  void wordsHaveTheNumbers() {
    assertThat(LossFidelity.of("30% of packets", Action.dropPercent(30), counters(1000, 297)))
        .satisfies(f -> {
          assertThat(f.getAsked()).isEqualTo("30% of packets");
          assertThat(f.getAchieved()).isEqualTo("29.70% (297 of 1000 packets)");
        });
  }

  private static Verdict verdict(Action.Drop action, long seen, long dropped) {
    return LossFidelity.of("", action, counters(seen, dropped)).getVerdict();
  }

  private static Counters counters(long seen, long dropped) {
    return new Counters(seen, seen * 60, dropped, dropped * 60);
  }
}
