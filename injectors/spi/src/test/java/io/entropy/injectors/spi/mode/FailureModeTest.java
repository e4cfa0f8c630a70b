package io.entropy.injectors.spi.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.text.CountRange;
import io.entropy.api.text.DurationRange;
import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Percent;
import io.entropy.api.text.Ports;
import io.entropy.api.text.Violation;
import io.entropy.injectors.spi.mode.value.Protocol;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureModeTest {
  private static final Parameter<Percent> PERCENT =
      Parameter.withDefault("percent", ValueType.percent(), "100%", "share of packets");
  private static final Parameter<Long> EVERY =
      Parameter.optional("every", ValueType.count(CountRange.positive()), "each n-th packet");
  private static final Parameter<Duration> TIME =
      Parameter.required("time", ValueType.duration(DurationRange.positive()), "how long");
  private static final Parameter<Duration> JITTER =
      Parameter.withDefault(
          "jitter", ValueType.duration(DurationRange.notNegative()), "0s", "how irregular");
  private static final Parameter<List<Protocol>> PROTOCOL =
      Parameter.optional("protocol", ValueType.protocols(), "only these");
  private static final Parameter<Ports> DPORT =
      Parameter.optional("dport", ValueType.ports(), "only to these");

  private static final FailureMode MODE =
      mode(
          List.of(PERCENT, EVERY, TIME, JITTER, PROTOCOL, DPORT),
          List.of(
              Rule.exclusive(PERCENT, EVERY),
              Rule.atMost(JITTER, TIME),
              Rule.given(
                  DPORT, PROTOCOL, p -> !p.contains(Protocol.ICMP), "a protocol with ports")));

  @Test
  void givenValuesAndDefaultsAreTyped() {
    Parameters read = MODE.read(Map.of("time", "100ms", "every", "3"));
    assertThat(read.get(TIME)).isEqualTo(Duration.ofMillis(100));
    assertThat(read.get(JITTER)).isZero();
    assertThat(read.get(PERCENT)).isEqualTo(new Percent(100));
    assertThat(read.find(EVERY)).contains(3L);
    assertThat(read.find(DPORT)).isEmpty();
    assertThat(read.given(EVERY)).isTrue();
    assertThat(read.given(PERCENT)).isFalse();
  }

  @Test
  void whatIsGivenIsWrittenCanonicallyInTheOrderOfTheDeclaration() {
    Parameters read = MODE.read(Map.of("dport", "443,80", "time", "1500ms", "percent", "100%"));
    assertThat(read).hasToString("percent=100 time=1s500ms dport=80,443");
    assertThat(MODE.read(read.text())).isEqualTo(read).hasSameHashCodeAs(read);
    assertThat(read).isNotEqualTo(MODE.read(Map.of("time", "1500ms")));
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    var thrown =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> MODE.read(Map.of("percnt", "30", "every", "0", "jitter", "5", "dport", "x")));
    assertThat(thrown.violations())
        .extracting(Violation::field)
        .containsExactly(
            "latency percnt", "latency every", "latency time", "latency jitter", "latency dport");
    assertThat(thrown)
        .hasMessageContaining("`latency` has no such parameter; did you mean `percent`?")
        .hasMessageContaining("one of percent, every, time, jitter, protocol, dport")
        .hasMessageContaining("latency time: it has to be given")
        .hasMessageContaining("latency jitter: `5` lacks a unit");
  }

  @Test
  void rulesHoldAcrossParameters() {
    assertThatThrownBy(() -> MODE.read(Map.of("time", "1s", "percent", "1", "every", "1")))
        .hasMessageContaining("latency percent: `percent` and `every` exclude each other");
    assertThatThrownBy(() -> MODE.read(Map.of("time", "1s", "jitter", "2s")))
        .hasMessageContaining("latency jitter: `jitter` is above `time`");
    assertThatThrownBy(() -> MODE.read(Map.of("time", "1s", "dport", "1", "protocol", "icmp")))
        .hasMessageContaining("expected: a protocol with ports");
    assertThat(MODE.read(Map.of("time", "1s", "dport", "1")).given(DPORT)).isTrue();
    assertThat(MODE.read(Map.of("time", "1s", "jitter", "1s")).given(JITTER)).isTrue();
  }

  @Test
  void ruleOnAParameterThatIsWrongByItselfIsNotAsked() {
    var thrown =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> MODE.read(Map.of("time", "1s", "percent", "101", "every", "1")));
    assertThat(thrown.violations()).hasSize(1);
  }

  @Test
  void modeWithoutParametersTakesNone() {
    assertThatThrownBy(() -> mode(List.of(), List.of()).read(Map.of("percent", "1")))
        .hasMessageContaining("expected: no parameters");
  }

  @Test
  void valueThatNobodyGaveIsNotThere() {
    Parameters read = MODE.read(Map.of("time", "1s"));
    assertThatThrownBy(() -> read.get(EVERY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every");
  }

  @Test
  void declarationsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> Parameter.withDefault("percent", ValueType.percent(), "101", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> mode(List.of(EVERY, EVERY), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> mode(List.of(EVERY), List.of(Rule.exclusive(PERCENT, EVERY))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void defaultsAreShownCanonically() {
    assertThat(PERCENT.defaultText()).contains("100");
    assertThat(EVERY.defaultText()).isEmpty();
    assertThat(MODE.parameter("time")).contains(TIME);
    assertThat(MODE.parameter("no")).isEmpty();
  }

  private static FailureMode mode(List<Parameter<?>> parameters, List<Rule> rules) {
    return new FailureMode(
        "latency", List.of("delay"), "", FailureMode.Layer.NETWORK, parameters, rules, "");
  }
}
