package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When connections through a proxy are delayed instead of packets, and what doesn't go with that.
class ProxiedDelayTest {
  private final InjectorContext context = new InjectorContext("test", new EngineRuntime());

  @AfterEach
  void close() {
    context.close();
  }

  private static Parameters read(String words) {
    Map<String, String> texts =
        Arrays.stream(words.split(" "))
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return LatencyMode.MODE.read(texts);
  }

  private String chosen(FailureMode mode, String words) throws InjectorException {
    Parameters parameters = read(words);
    InjectionRequest request = new InjectionRequest("i", Target.getDefaultInstance(), parameters);
    return Mechanisms.of(mode, context).choose(LatencyMode.read(parameters), request).name();
  }

  @Test
  void aMethodOrAProxyNamesIt() throws Exception {
    assertThat(chosen(LatencyMode.MODE, "time=1ms method=toxiproxy")).isEqualTo("toxiproxy");
    assertThat(chosen(LatencyMode.MODE, "time=1ms proxy=web")).isEqualTo("toxiproxy");
    assertThat(Mechanisms.wanted(read("time=1ms"))).isEmpty();
    assertThat(Mechanisms.wanted(read("time=1ms method=nfqueue"))).hasValue("nfqueue");
  }

  @Test
  void otherModesHaveNoSuchMechanism() {
    assertThat(Mechanisms.of(ReorderMode.MODE, context).status())
        .noneMatch(status -> status.getName().equals("toxiproxy"));
    assertThatThrownBy(() -> ReorderMode.MODE.read(Map.of("percent", "5", "method", "toxiproxy")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("toxiproxy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time=1ms proxy=web dport=80         | `dport` doesn't go with `method=toxiproxy`",
        "time=1ms method=toxiproxy from=::1  | `from` doesn't go with `method=toxiproxy`",
        "time=1ms proxy=web direction=recv   | `stream=upstream` or `stream=downstream`",
        "time=1ms server=127.0.0.1:9         | `server` is for connections through a proxy",
        "time=1ms method=nfqueue proxy=web   | `proxy` is for connections through a proxy",
        "time=1ms proxy=web server=nowhere   | 127.0.0.1:8474",
      })
  void whatDoesNotGoTogetherIsRefusedWithWhatWould(String words, String message) {
    assertThatThrownBy(() -> read(words))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "jitter=1ms correlation=5,`correlation`",
    "jitter=1ms distribution=normal,`distribution`",
    "jitter=1ms reorder=true,`reorder`",
    "jitter=10us,parts of a millisecond",
  })
  void whatAProxyCannotIsSaid(String words, String limit) {
    InjectorException refusal =
        catchThrowableOfType(
            InjectorException.class, () -> chosen(LatencyMode.MODE, "time=9ms proxy=web " + words));
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessageContaining(limit).hasMessageStartingWith("toxiproxy: has no ");
  }
}
