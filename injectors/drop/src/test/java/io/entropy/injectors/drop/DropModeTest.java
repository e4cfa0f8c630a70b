package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.text.InvalidInputException;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropModeTest {

  @Test
  void bothModesAreFoundByNameAndAlias() {
    FailureModes modes = FailureModes.load();
    assertThat(modes.find("recv_drop")).contains(DropMode.RECEIVE);
    assertThat(modes.find("loss")).contains(DropMode.RECEIVE);
    assertThat(modes.find("packet_loss")).contains(DropMode.RECEIVE);
    assertThat(modes.find("send_drop")).contains(DropMode.SEND);
  }

  @Test
  void bothModesTakeTheSameParametersAndActOnTheNetwork() {
    assertThat(DropMode.SEND.parameters())
        .isEqualTo(DropMode.RECEIVE.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "percent",
            "every",
            "model",
            "p",
            "r",
            "h",
            "k",
            "p13",
            "p31",
            "p32",
            "p23",
            "p14",
            "from",
            "to",
            "sport",
            "dport",
            "protocol",
            "interface");
    assertThat(DropMode.SEND.layer()).isEqualTo(FailureMode.Layer.NETWORK);
    assertThat(DropMode.RECEIVE.layer()).isEqualTo(FailureMode.Layer.NETWORK);
  }

  @Test
  void theDefaultIsTotalLossOfEverything() {
    Parameters parameters = DropMode.RECEIVE.read(Map.of());
    assertThat(parameters.get(DropMode.PERCENT).value()).isEqualTo(100);
    assertThat(parameters.text()).isEmpty();
    assertThat(DropMode.RECEIVE.parameters())
        .filteredOn(p -> !p.name().equals("percent"))
        .allSatisfy(p -> assertThat(parameters.find(p)).isEmpty());
  }

  @Test
  void percentAndEveryExcludeEachOther() {
    assertWrong(Map.of("percent", "100", "every", "3"), "`percent` and `every` exclude each other");
    assertRight(Map.of("every", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sport", "dport"})
  void portsNeedAProtocolThatHasThem(String ports) {
    assertWrong(Map.of(ports, "80", "protocol", "icmp"), "`" + ports + "` doesn't go with");
    assertWrong(Map.of(ports, "80", "protocol", "tcp,icmp"), "protocol=tcp or udp");
    assertRight(Map.of(ports, "80", "protocol", "tcp,udp"));
    assertRight(Map.of(ports, "80,8000-8999"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100.1", "ten", ""})
  void percentIsWithinAHundred(String percent) {
    assertWrong(Map.of("percent", percent), "percent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1000001", "2.5"})
  void everyIsAPositiveCount(String every) {
    assertWrong(Map.of("every", every), "every");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() ->
            DropMode.SEND.read(
                Map.of("percent", "101", "dport", "99999", "to", "10.0.0.1/8", "percnt", "1")))
        .satisfies(
            e -> assertThat(e.getMessage()).contains("percent", "dport", "10.0.0.0/8", "percnt"));
  }

  private static void assertRight(Map<String, String> parameters) {
    assertThatCode(() -> DropMode.RECEIVE.read(parameters)).doesNotThrowAnyException();
  }

  private static void assertWrong(Map<String, String> parameters, String words) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> DropMode.RECEIVE.read(parameters))
        .withMessageContaining(words);
  }
}
