package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.gcpause.pause.PauseMode.Method;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PauseModeTest {

  @Test
  void isFoundByNameAndAlias() {
    FailureModes modes = FailureModes.load();
    assertThat(modes.find("pause")).contains(PauseMode.MODE);
    assertThat(modes.find("freeze")).contains(PauseMode.MODE);
  }

  @Test
  void methodIsOneOfThreeOrTheBest() {
    assertThat(PauseMode.MODE.read(Map.of()).find(PauseMode.METHOD)).isEmpty();
    assertThat(PauseMode.MODE.read(Map.of("method", "sigstop")).get(PauseMode.METHOD))
        .isEqualTo(Method.SIGSTOP);
    assertThatThrownBy(() -> PauseMode.MODE.read(Map.of("method", "freeze")))
        .hasMessageContaining("did you mean `freezer`?")
        .hasMessageContaining("freezer, sigstop or docker");
  }
}
