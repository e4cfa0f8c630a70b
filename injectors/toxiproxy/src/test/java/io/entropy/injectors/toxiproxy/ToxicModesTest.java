package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.InvalidInputException;
import io.entropy.injectors.spi.InjectorProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ToxicModesTest {

  @Test
  void everyModeIsProvided() {
    List<String> provided =
        ServiceLoader.load(InjectorProvider.class).stream()
            .map(p -> p.get().mode().name())
            .toList();
    assertThat(provided)
        .containsExactlyInAnyOrderElementsOf(
            ToxicModes.ALL.stream().map(m -> m.mode().name()).toList());
  }

  private static Map<String, Long> attributes(ToxicMode mode, Map<String, String> texts) {
    return mode.attributes().apply(mode.mode().read(texts));
  }

  @Test
  void valuesAreConvertedToTheServersUnits() {
    assertThat(attributes(TestLatency.MODE, Map.of("time", "2s", "jitter", "5ms")))
        .isEqualTo(Map.of("latency", 2000L, "jitter", 5L));
    assertThat(attributes(ToxicModes.BANDWIDTH_MODE, Map.of("rate", "1mbit")))
        .isEqualTo(Map.of("rate", 125L));
    assertThat(attributes(ToxicModes.SLICER_MODE, Map.of("average_size", "9", "delay", "3ms")))
        .isEqualTo(Map.of("average_size", 9L, "size_variation", 0L, "delay", 3000L));
    assertThat(attributes(ToxicModes.LIMIT_DATA_MODE, Map.of("bytes", "70")))
        .isEqualTo(Map.of("bytes", 70L));
    assertThat(attributes(ToxicModes.TIMEOUT_MODE, Map.of())).isEqualTo(Map.of("timeout", 0L));
  }

  private static void refuses(ToxicMode mode, Map<String, String> texts, String words) {
    assertThatThrownBy(() -> mode.mode().read(texts))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatIsWrongIsNamedWithWhatWouldBeRight() {
    refuses(ToxicModes.BANDWIDTH_MODE, Map.of("rate", "7kbit"), "800kbit");
    refuses(ToxicModes.BANDWIDTH_MODE, Map.of("rate", "fast"), "800kbit");
    refuses(ToxicModes.SLOW_CLOSE_MODE, Map.of("delay", "2h"), "too long");
    refuses(ToxicModes.TIMEOUT_MODE, Map.of("server", "nowhere"), "127.0.0.1:8474");
    refuses(ToxicModes.TIMEOUT_MODE, Map.of("stream", "sideways"), "upstream");
    refuses(ToxicModes.TIMEOUT_MODE, Map.of("toxicity", "101"), "0–100");
  }
}
