package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// Targets that can't be hit any more.
class RefusalIT extends OnContainers {
  private static final List<InjectorProvider> ALL =
      List.of(new KillProvider(), new StopProvider(), new RestartProvider(), new RemoveProvider());

  @Test
  void aContainerThatHasEndedOrIsGoneIsNoTarget() {
    TestContainer container = stubborn();
    Target alive = container.target();
    Shell.run("docker", "kill", container.id());
    for (InjectorProvider provider : ALL) {
      InjectorException refusal = refused(provider, alive, "");
      assertThat(refusal.code()).isEqualTo(Code.TARGET_GONE);
      assertThat(refusal).hasMessage(alive.getSpec().getName() + " isn't running");
    }
    assertThat(state(container)).as("neither started nor removed").isEqualTo("exited 137");
    Shell.run("docker", "rm", container.id());
    for (InjectorProvider provider : ALL) {
      assertThat(refused(provider, alive, ""))
          .hasMessage(alive.getSpec().getName() + " is gone")
          .extracting(InjectorException::code)
          .isEqualTo(Code.TARGET_GONE);
    }
  }

  @Test
  void aContainerThatEndsBetweenPlanAndReleaseIsLost() throws Exception {
    TestContainer container = stubborn();
    try (Started restart = session().arm(new RestartProvider(), container.target(), "")) {
      Shell.run("docker", "kill", container.id());
      InjectorException lost =
          Assertions.catchThrowableOfType(
              InjectorException.class, () -> restart.fault().release(Duration.ofSeconds(1)));
      assertThat(lost.code()).isEqualTo(Code.TARGET_GONE);
      assertThat(restart.fault().verify().active()).isFalse();
    }
    assertThat(state(container)).as("it's not started by a restart").isEqualTo("exited 137");
  }
}
