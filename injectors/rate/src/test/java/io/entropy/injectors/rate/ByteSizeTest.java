package io.entropy.injectors.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.text.TextException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "1600, 1600",
    "1600b, 1600",
    "16k, 16384",
    "16kb, 16384",
    "1m, 1048576",
    "64kbit, 8192"
  })
  void isReadAsTcReadsIt(String text, long bytes) throws Exception {
    assertThat(ByteSize.read(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "much", "-1", "1gb", "300mb"})
  void anythingElseIsRefused(String text) {
    assertThatExceptionOfType(TextException.class).isThrownBy(() -> ByteSize.read(text));
  }
}
