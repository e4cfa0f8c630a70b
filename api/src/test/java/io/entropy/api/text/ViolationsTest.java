package io.entropy.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationsTest {

  @Test
  void tellsEverythingAtOnceInTheOrderFound() {
    Violations violations = new Violations();
    assertThat(violations.read("frequency", "1", Durations::read)).isEmpty();
    assertThat(violations.read("probability", ".5", Probability::read)).isPresent();
    assertThat(violations.read("limit", "x", Amounts::read)).isEmpty();
    var thrown = catchThrowableOfType(InvalidInputException.class, violations::throwIfAny);
    assertThat(thrown.violations())
        .extracting(Violation::field)
        .containsExactly("frequency", "limit");
    assertThat(thrown)
        .hasMessage(
            """
            frequency: `1` lacks a unit
              expected: a duration above 0s, such as 250ms, 1.5s or 1m30s (units: ns, us, ms, s, m, h or d)
            limit: `x` isn't a whole number
              expected: a count such as 2, or a percentage such as 30%\
            """);
  }

  @Test
  void nothingFoundThrowsNothing() {
    Violations violations = new Violations();
    violations.throwIfAny();
    assertThat(violations.isEmpty()).isTrue();
    assertThat(violations.toList()).isEmpty();
    assertThatThrownBy(() -> new InvalidInputException(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nearestWordIsTheOneThatWasMeant() {
    List<String> modes = List.of("recv_drop", "send_drop", "latency", "pause");
    assertThat(Nearest.to("recv_dorp", modes)).contains("recv_drop");
    assertThat(Nearest.to("recvdrop", modes)).contains("recv_drop");
    assertThat(Nearest.to("RECV-DROP", modes)).contains("recv_drop");
    assertThat(Nearest.to("latnecy", modes)).contains("latency");
    assertThat(Nearest.to("paus", modes)).contains("pause");
    assertThat(Nearest.to("elephant", modes)).isEmpty();
    assertThat(Nearest.to("", modes)).isEmpty();
    assertThat(Nearest.hint("sned_drop", modes)).isEqualTo("; did you mean `send_drop`?");
    assertThat(Nearest.hint("elephant", modes)).isEmpty();
  }

  @Test
  void distanceCountsEditsAndSwapsOfNeighbours() {
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("same", "same")).isZero();
  }
}
