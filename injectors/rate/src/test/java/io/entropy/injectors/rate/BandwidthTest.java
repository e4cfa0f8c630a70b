package io.entropy.injectors.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.text.TextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthTest {

  @ParameterizedTest
  @CsvSource({
    "8000bit, 8000",
    "64kbit, 64000",
    "1mbit, 1000000",
    "1Mbit, 1000000",
    "2.5gbit, 2500000000",
    "1000bps, 8000",
    "125kbps, 1000000",
    "1mbps, 8000000",
    "64kibit, 65536",
    "1mibps, 8388608",
    "1 mbit, 1000000"
  })
  void isReadAsTcReadsIt(String text, long bits) throws Exception {
    assertThat(Bandwidth.read(text).bitsPerSecond()).isEqualTo(bits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000", "2.5"})
  void aNumberAloneIsRefusedForWantOfAUnit(String text) {
    assertThatExceptionOfType(TextException.class)
        .isThrownBy(() -> Bandwidth.read(text))
        .withMessageContaining("no unit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fast", "-1mbit", "1mb", "1mbyte", "1xbit", "7kbit", "1tbit", "1e6bit"})
  void anythingElseIsRefused(String text) {
    assertThatExceptionOfType(TextException.class).isThrownBy(() -> Bandwidth.read(text));
  }

  @Test
  void isPutInWordsByTheLargestUnitThatFits() {
    assertThat(Bandwidth.words(0)).isEqualTo("0 bit/s");
    assertThat(Bandwidth.words(64_000)).isEqualTo("64 kbit/s");
    assertThat(Bandwidth.words(1_234_567)).isEqualTo("1.23 Mbit/s");
    assertThat(Bandwidth.words(100e9)).isEqualTo("100 Gbit/s");
  }
}
