package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineEndpointTest {

  @Test
  void isTheOneAskedForThenTheEnvironmentsThenTheLocalSocket() throws Exception {
    Map<String, String> environment = Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375");
    assertThat(EngineEndpoint.of("unix:///run/other.sock", environment))
        .hasToString("unix:///run/other.sock");
    assertThat(EngineEndpoint.of(null, environment)).hasToString("tcp://10.0.0.1:2375");
    assertThat(EngineEndpoint.of(null, Map.of())).hasToString("unix:///var/run/docker.sock");
    assertThat(EngineEndpoint.of(null, Map.of("DOCKER_HOST", " ")))
        .hasToString("unix:///var/run/docker.sock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ssh://host", "unix://", "tcp://host", "tcp://", "npipe:////./pipe", "a b", "/x"})
  void refusesWhatItCannotReach(String text) {
    assertThatExceptionOfType(RuntimeUnavailableException.class)
        .isThrownBy(() -> EngineEndpoint.of(text, Map.of()))
        .withMessageContaining(text);
  }

  @Test
  void refusesTls() {
    assertThatExceptionOfType(RuntimeUnavailableException.class)
        .isThrownBy(
            () -> EngineEndpoint.of("tcp://10.0.0.1:2376", Map.of("DOCKER_TLS_VERIFY", "1")))
        .withMessageContaining("TLS");
  }
}
