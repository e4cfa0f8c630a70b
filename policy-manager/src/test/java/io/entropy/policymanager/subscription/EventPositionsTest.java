package io.entropy.policymanager.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.TextException;
import io.entropy.store.eventlog.EventPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventPositionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "4711", "12-0198f3aa"})
  void textIsReadAsItWasWritten(String text) throws TextException {
    assertThat(EventPositions.format(EventPositions.read(text))).isEqualTo(text);
  }

  @Test
  void aVersionAloneStandsAfterAllOfItsEvents() throws TextException {
    assertThat(EventPositions.read("12"))
        .isGreaterThan(new EventPosition(12, "ffffffffffff"))
        .isLessThan(new EventPosition(13, "0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "-1", "12-", "12-xyz", "1234567890123456789", "1 2"})
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> EventPositions.read(text))
        .isInstanceOfSatisfying(
            TextException.class, e -> assertThat(e.expected()).contains("oldest"));
  }
}
