package io.entropy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was typed goes before the environment, and that before the context in use.
final class ChosenHostTest {
  @TempDir Path folder;

  private Map<String, String> env(String... more) throws Exception {
    Path file = folder.resolve("config.yml");
    Files.writeString(
        file,
        """
        current: used
        contexts:
          used: {endpoint: "tcp://used:2476"}
          other: {endpoint: "tcp://other:2476"}
        """);
    Map<String, String> env = new HashMap<>(Map.of("ENTROPY_CONFIG", file.toString()));
    for (int i = 0; i < more.length; i += 2) {
      env.put(more[i], more[i + 1]);
    }
    return env;
  }

  @Test
  void theFirstThatIsThereDecides() throws Exception {
    var all = env("ENTROPY_HOST", "tcp://env:2476", "ENTROPY_CONTEXT", "other");
    assertThat(new ChosenHost("tcp://flag:2476", "other", all).endpoint())
        .contains("tcp://flag:2476");
    assertThat(new ChosenHost(null, "used", all).endpoint()).contains("tcp://used:2476");
    assertThat(new ChosenHost(null, null, all).endpoint()).contains("tcp://env:2476");
    assertThat(new ChosenHost(null, null, env("ENTROPY_CONTEXT", "other")).endpoint())
        .contains("tcp://other:2476");
    assertThat(new ChosenHost(null, null, env("ENTROPY_HOST", "")).endpoint())
        .contains("tcp://used:2476");
    assertThat(new ChosenHost(null, null, Map.of("HOME", folder.toString())).endpoint()).isEmpty();
  }

  @Test
  void aContextThatThereIsNotIsNamed() throws Exception {
    assertThatThrownBy(() -> new ChosenHost(null, "othr", env()).endpoint())
        .hasMessageContaining("--context: there is no context `othr`; did you mean `other`?");
    assertThatThrownBy(() -> new ChosenHost(null, null, env("ENTROPY_CONTEXT", "no")).endpoint())
        .hasMessageContaining("$ENTROPY_CONTEXT: there is no context `no`");
  }

  @Test
  void theCommandIsFoundBehindWhatSaysWhomItIsFor() {
    assertThat(ConnectionOptions.commandIn("run", "-H", "x")).isZero();
    assertThat(ConnectionOptions.commandIn("-H", "x", "run")).isEqualTo(2);
    assertThat(ConnectionOptions.commandIn("-Hx", "--context", "y", "ls")).isEqualTo(3);
    assertThat(ConnectionOptions.commandIn("--host=x", "ls")).isEqualTo(1);
    assertThat(ConnectionOptions.commandIn("-H")).isGreaterThanOrEqualTo(1);
  }
}
