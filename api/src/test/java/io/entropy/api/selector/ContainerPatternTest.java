package io.entropy.api.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.TextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerPatternTest {

  @ParameterizedTest
  @CsvSource({
    "voter-1, voter-1, true",
    "/voter-1, voter-1, true",
    "voter, voter-1, false",
    "re2:^voter-[0-9]+$, voter-12, true",
    "re2:^voter-[0-9]+$, voter-x, false",
    "re2:oter, voter-1, true",
    "re2:(?i)VOTER, voter-1, true",
  })
  void matchesNamesExactlyOrByExpression(String pattern, String name, boolean expected)
      throws TextException {
    assertThat(ContainerPattern.read(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "voter*, isn't a container's name",
    "'', isn't a container's name",
    "a b, isn't a container's name",
    "re2:, the expression is missing",
    "re2:(, isn't a RE2 expression",
    "re2:(a)\\1, isn't a RE2 expression",
    "re2:(?=a), isn't a RE2 expression",
  })
  void saysWhatIsWrong(String pattern, String problem) {
    assertThatThrownBy(() -> ContainerPattern.read(pattern))
        .isInstanceOf(TextException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("re2:^voter-[0-9]+$");
  }

  @Test
  void writtenAsItWasTyped() throws TextException {
    assertThat(ContainerPattern.read("re2:^a+$")).hasToString("re2:^a+$");
    assertThat(ContainerPattern.read("/voter")).hasToString("voter");
  }

  @Test
  void anExpressionMeantToExplodeMatchesInNoTime() throws TextException {
    ContainerPattern pattern = ContainerPattern.read("re2:^(a+)+$");
    assertThat(pattern.matches("a".repeat(200) + "!")).isFalse();
  }
}
