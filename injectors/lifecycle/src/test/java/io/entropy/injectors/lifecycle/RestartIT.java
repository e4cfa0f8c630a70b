package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import org.junit.jupiter.api.Test;

class RestartIT extends OnContainers {
  private final RestartProvider restart = new RestartProvider();

  private static String started(TestContainer container) {
    return container.inspect("{{.State.StartedAt}}");
  }

  @Test
  void aRestartedContainerRunsAsAnotherProcess() throws Exception {
    TestContainer container = obeying();
    String before = started(container);
    Fidelity fidelity = done(restart, container, "grace=60s");
    assertThat(fidelity.getAchieved()).startsWith("runs again after").contains("down for");
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(measured(fidelity)).containsEntry("grace_ran_out", 0.0);
    assertThat(measured(fidelity).get("time_down")).isPositive();
    assertThat(started(container)).isNotEqualTo(before);
    assertThat(state(container)).isEqualTo("running 0");
  }

  @Test
  void oneThatIgnoresTermIsKilledAfterTheGraceAndRunsAgain() throws Exception {
    TestContainer container = stubborn();
    Fidelity fidelity = done(restart, container, "grace=1s");
    assertThat(fidelity.getAchieved()).endsWith("by KILL once its grace was over");
    assertThat(measured(fidelity)).containsEntry("grace_ran_out", 1.0);
    assertThat(state(container)).isEqualTo("running 0");
  }

  @Test
  void aPausedContainerAndOneWithRmAreRestartedToo() throws Exception {
    TestContainer paused = stubborn();
    Shell.run("docker", "pause", paused.id());
    assertThat(done(restart, paused, "grace=0s").getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(state(paused)).isEqualTo("running 0");

    TestContainer passing = stubborn("--rm");
    assertThat(done(restart, passing, "grace=0s").getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(state(passing)).isEqualTo("running 0");
  }
}
