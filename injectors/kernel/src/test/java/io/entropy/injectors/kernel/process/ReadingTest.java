package io.entropy.injectors.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.process.Reading.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

  @Test
  void readsWhatAWatchdogSays() {
    assertThat(Reading.of("ok 12 0 1 0")).isEqualTo(new Reading(Verdict.OK, 12, 0, true, 0));
    assertThat(Reading.of("lost 12 34 0 3"))
        .isEqualTo(new Reading(Verdict.LOST, 12, 34, false, Reading.ESRCH));
    assertThat(Reading.of("failed 0 0 0 16").errnoName()).isEqualTo("EBUSY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "ok 1 2 3", "fine 1 2 1 0", "ok 1 2 1 0 0", "ok x 2 1 0"})
  void takesNothingElse(String line) {
    assertThatThrownBy(() -> Reading.of(line)).isInstanceOf(IllegalArgumentException.class);
  }
}
