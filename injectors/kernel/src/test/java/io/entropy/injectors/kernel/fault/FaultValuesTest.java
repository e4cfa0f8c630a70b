package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultValuesTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "0.01, 100", "0.0001, 1", "12.5, 125000", "99.9999, 999999"})
  void percentIsKeptInMillionths(double percent, int millionths) {
    assertThat(Action.dropPercent(percent)).isEqualTo(new Action.DropShare(millionths));
  }

  @Test
  void hundredPercentNeedsNoDice() {
    assertThat(Action.dropPercent(100)).isEqualTo(new Action.DropAll());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
  void percentOutsideIsRefused(double percent) {
    assertThatThrownBy(() -> Action.dropPercent(percent))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3/32",
    "10.0.0.0/8, 10.0.0.0/8",
    "0.0.0.0/0, 0.0.0.0/0",
    "fd00::/8, fd00:0:0:0:0:0:0:0/8",
    "::1, 0:0:0:0:0:0:0:1/128"
  })
  void blocksAreRead(String text, String read) {
    assertThat(Cidr.parse(text)).hasToString(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "fd00::/129", "10.0.0.0/-1", "host", "10.0.0.0/x", ""})
  void anythingElseIsNoBlock(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bitsBeyondThePrefixAreCleared() {
    assertThat(Cidr.parse("10.99.255.7/17").network()).containsExactly(10, 99, 128, 0);
    assertThat(Cidr.parse("10.99.255.7/17").mask()).containsExactly(255, 255, 128, 0);
  }

  @Test
  void impossibleFiltersAreRefused() {
    assertThatThrownBy(() -> new Ports(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ports.of(65536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Match.Interface("sixteen-letters-"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fault.Stage(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Action.DropEvery(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
