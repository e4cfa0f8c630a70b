package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.text.InvalidInputException;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import io.entropy.injectors.latency.impairment.Way;
import io.entropy.injectors.spi.mode.FailureModes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyModeTest {

  @Test
  void isFoundByNameAndAlias() {
    FailureModes modes = FailureModes.load();
    assertThat(modes.find("latency")).contains(LatencyMode.MODE);
    assertThat(modes.find("delay")).contains(LatencyMode.MODE);
  }

  @Test
  void onlyTheTimeHasToBeGiven() {
    assertWrong(Map.of(), "time");
    assertThat(LatencyMode.read(LatencyMode.MODE.read(Map.of("time", "100ms"))))
        .isEqualTo(
            new Delay(
                Way.RECV, Duration.ofMillis(100), Duration.ZERO, 0, Distribution.UNIFORM, false))
        .satisfies(delay -> assertThat(delay.words()).isEqualTo("100ms later"));
  }

  @Test
  void everythingThatIsGivenIsRead() {
    Map<String, String> given =
        Map.of(
            "time",
            "1s",
            "jitter",
            "20ms",
            "correlation",
            "25%",
            "distribution",
            "paretonormal",
            "reorder",
            "true",
            "direction",
            "send");
    assertThat(LatencyMode.read(LatencyMode.MODE.read(given)))
        .isEqualTo(
            new Delay(
                Way.SEND,
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                0.25,
                Distribution.PARETONORMAL,
                true))
        .satisfies(delay -> assertThat(delay.words()).isEqualTo("1s ± 20ms later"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "61s", "100", "-1ms", "soon"})
  void timeIsADurationOfAtMostAMinute(String time) {
    assertWrong(Map.of("time", time), "time");
  }

  @Test
  void jitterIsAtMostTheTime() {
    assertWrong(Map.of("time", "10ms", "jitter", "11ms"), "`jitter` is above `time`");
    assertRight(Map.of("time", "10ms", "jitter", "10ms"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"correlation=10", "distribution=normal", "reorder=true"})
  void whatSaysHowJitterVariesNeedsJitter(String given) {
    String[] pair = given.split("=", -1);
    assertWrong(Map.of("time", "10ms", pair[0], pair[1]), "`" + pair[0] + "` says how jitter");
    assertRight(Map.of("time", "10ms", "jitter", "1ms", pair[0], pair[1]));
  }

  @Test
  void choicesAreTold() {
    assertWrong(Map.of("time", "1s", "distribution", "gauss"), "uniform, normal, pareto or");
    assertWrong(Map.of("time", "1s", "direction", "both"), "recv or send");
    assertWrong(Map.of("time", "1s", "method", "magic"), "netem, nfqueue or toxiproxy");
    assertWrong(Map.of("time", "1s", "reorder", "maybe"), "true or false");
  }

  private static void assertRight(Map<String, String> parameters) {
    assertThatCode(() -> LatencyMode.MODE.read(parameters)).doesNotThrowAnyException();
  }

  private static void assertWrong(Map<String, String> parameters, String words) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> LatencyMode.MODE.read(parameters))
        .withMessageContaining(words);
  }
}
