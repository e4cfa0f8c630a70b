package io.entropy.injectors.spi.mode.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.TextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalTest {

  @ParameterizedTest
  @CsvSource({
    "KILL, 9",
    "SIGKILL, 9",
    "sigterm, 15",
    "9, 9",
    "64, 64",
    "usr1, 10",
    "IOT, 6",
    "33, 33",
    "RTMIN, 34",
    "SIGRTMIN+3, 37",
    "RTMAX, 64",
    "RTMAX-1, 63",
    "SYS, 31",
  })
  void isReadByNameOrNumber(String text, int number) throws TextException {
    assertThat(ValueType.signal().read(text)).isEqualTo(new Signal(number));
  }

  @Test
  void readsBackFromItsCanonicalText() throws TextException {
    for (int number = 1; number <= 64; number++) {
      Signal signal = new Signal(number);
      assertThat(ValueType.signal().read(ValueType.signal().format(signal))).isEqualTo(signal);
    }
    assertThat(new Signal(9)).hasToString("KILL");
    assertThat(new Signal(37)).hasToString("RTMIN+3");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the signal is missing",
    "KIL, did you mean `KILL`?",
    "SIGTREM, did you mean `TERM`?",
    "0, there is no signal `0`",
    "65, there is no signal `65`",
    "RTMIN-1, there is no signal `RTMIN-1`",
    "RTMAX+1, there is no signal",
    "RTMIN+31, there is no signal",
    "RTMAX-31, there is no signal",
    "99999999999, there is no signal",
    "gently, there is no signal `gently`",
  })
  void saysWhatIsWrongWithOne(String text, String problem) {
    assertThatThrownBy(() -> ValueType.signal().read(text))
        .hasMessageContaining(problem)
        .hasMessageContaining("KILL or SIGTERM, or its number from 1 to 64");
  }
}
