package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Action;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {
  private static Loss loss(String name, String value) {
    return Loss.of(DropMode.RECEIVE.read(Map.of(name, value)));
  }

  @Test
  void allPacketsAreLostWhenNothingIsSaid() {
    assertThat(Loss.of(DropMode.RECEIVE.read(Map.of())))
        .isEqualTo(new Loss(new Action.DropAll(), "100% of packets"));
  }

  @Test
  void aPercentageIsAShareInMillionths() {
    assertThat(loss("percent", "12.5"))
        .isEqualTo(new Loss(new Action.DropShare(125_000), "12.5% of packets"));
  }

  @Test
  void noPercentIsAShareOfNone() {
    assertThat(loss("percent", "0").action()).isEqualTo(new Action.DropShare(0));
  }

  @Test
  void anExplicitHundredPercentIsEveryPacket() {
    assertThat(loss("percent", "100").action()).isEqualTo(new Action.DropAll());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1st",
    "2, 2nd",
    "3, 3rd",
    "4, 4th",
    "11, 11th",
    "12, 12th",
    "21, 21st",
    "113, 113th"
  })
  void everyNthIsToldAsAnOrdinal(int n, String ordinal) {
    assertThat(loss("every", "" + n))
        .isEqualTo(new Loss(new Action.DropEvery(n), "every " + ordinal + " packet"));
  }
}
