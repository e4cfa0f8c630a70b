package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "4096, 4096",
    "4096B, 4096",
    "64MiB, 67108864",
    "64Mi, 67108864",
    "500MB, 500000000",
    "1.5GiB, 1610612736",
    "8k, 8000",
    "8 KiB, 8192",
    "1TiB, 1099511627776"
  })
  void aSizeIsReadWithItsUnit(String text, long bytes) {
    assertThat(ByteSize.read(text)).contains(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "4095", "-1MiB", "1e9", "64MiBs", "MiB", "1PiB1", "9999999TiB"})
  void whatIsNoSizeOrOutOfRangeIsnt(String text) {
    assertThat(ByteSize.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"67108864, 64MiB", "1610612736, 1.5GiB", "100, 100B", "0, 0B"})
  void aSizeIsShownInItsLargestUnit(long bytes, String text) {
    assertThat(new ByteSize(bytes)).hasToString(text);
  }
}
