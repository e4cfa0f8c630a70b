package io.entropy.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.text.TextException;
import org.junit.jupiter.api.Test;

final class ManagerOptionTest {

  @Test
  void takesAnAddressWithOrWithoutSchemeAndPort() throws Exception {
    ManagerAddress usual = new ManagerAddress("host", 2476);
    assertThat(ManagerOption.read("host")).isEqualTo(usual);
    assertThat(ManagerOption.read("tcp://host:2476")).isEqualTo(usual);
    assertThat(ManagerOption.read("entropy://host:99")).isEqualTo(new ManagerAddress("host", 99));
    assertThat(ManagerOption.read("[::1]:99")).isEqualTo(new ManagerAddress("::1", 99));
  }

  @Test
  void saysThatAnEngineIsNoManager() {
    assertThatThrownBy(() -> ManagerOption.read("unix:///var/run/docker.sock"))
        .isInstanceOfSatisfying(
            TextException.class,
            e -> {
              assertThat(e.problem()).contains("Docker engine");
              assertThat(e.expected()).contains("entropy manage");
            });
  }

  @Test
  void refusesAPortThatThereIsNot() {
    assertThatThrownBy(() -> ManagerOption.read("host:70000")).isInstanceOf(TextException.class);
  }
}
