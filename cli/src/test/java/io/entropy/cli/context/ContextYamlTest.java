package io.entropy.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.InvalidInputException;
import io.entropy.cli.context.Contexts.Context;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContextYamlTest {

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    Contexts contexts =
        new Contexts(
            "lab",
            Map.of(
                "lab", new Context("tcp://[::1]:2476", "/etc/tls dir"),
                "1", new Context("unix:///var/run/docker.sock", "")));
    assertThat(ContextYaml.parse("f", ContextYaml.format(contexts))).isEqualTo(contexts);
    assertThat(ContextYaml.parse("f", ContextYaml.format(Contexts.NONE))).isEqualTo(Contexts.NONE);
    assertThat(ContextYaml.parse("f", "")).isEqualTo(Contexts.NONE);
  }

  @Test
  void everyMistakeIsToldWithItsLine() {
    String text =
        """
        curent: x
        contexts:
          a: {endpoint: [1]}
          b:
            tls-dir: d
        """;
    assertThatThrownBy(() -> ContextYaml.parse("config.yml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("config.yml, line 1: there is no `curent`")
        .hasMessageContaining("`endpoint` has no text")
        .hasMessageContaining("the context `b` has no endpoint");
    assertThatThrownBy(() -> ContextYaml.parse("f", "- a"))
        .hasMessageContaining("the file isn't a mapping");
    assertThatThrownBy(() -> ContextYaml.parse("f", "a: ]")).hasMessageContaining("it's no YAML");
  }

  @Test
  void oneThatIsRemovedIsInUseNoMore() {
    Contexts contexts = Contexts.NONE.with("a", new Context("tcp://a:2476", "")).using("a");
    assertThat(contexts.inUse()).isPresent();
    assertThat(contexts.without("a").inUse()).isEmpty();
    assertThatThrownBy(() -> contexts.named("--context", "b"))
        .hasMessageContaining("--context: there is no context `b`");
  }
}
