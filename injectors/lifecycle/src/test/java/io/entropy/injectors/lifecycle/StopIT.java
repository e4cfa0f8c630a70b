package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import org.junit.jupiter.api.Test;

class StopIT extends OnContainers {
  private final StopProvider stop = new StopProvider();

  @Test
  void oneThatObeysEndsByItselfWithinItsGrace() throws Exception {
    TestContainer container = obeying("--restart", "always");
    Fidelity fidelity = done(stop, container, "grace=60s");
    assertThat(fidelity.getAsked()).isEqualTo("a stop with a grace of 1m");
    assertThat(fidelity.getAchieved())
        .startsWith("ended with exit code " + OBEYED + " after")
        .doesNotContain("KILL");
    assertThat(measured(fidelity)).containsEntry("grace_ran_out", 0.0);
    assertThat(measured(fidelity).get("time_taken")).isLessThan(60_000);
    assertThat(state(container)).as("in spite of its restart policy").isEqualTo("exited " + OBEYED);
  }

  @Test
  void oneThatIgnoresTermIsKilledAfterTheGrace() throws Exception {
    TestContainer container = stubborn();
    Fidelity fidelity = done(stop, container, "grace=2s");
    assertThat(fidelity.getAchieved())
        .startsWith("ended with exit code 137 after")
        .endsWith("by KILL once its grace was over");
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(measured(fidelity))
        .containsEntry("grace_ran_out", 1.0)
        .containsEntry("exit_code", 137.0)
        .containsEntry("out_of_memory", 0.0);
    assertThat(measured(fidelity).get("time_taken")).isBetween(2_000.0, 30_000.0);
    assertThat(state(container)).isEqualTo("exited 137");
  }

  @Test
  void aPausedContainerIsStoppedToo() throws Exception {
    TestContainer container = stubborn();
    Shell.run("docker", "pause", container.id());
    assertThat(done(stop, container, "grace=1s").getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(state(container)).isEqualTo("exited 137");
  }

  @Test
  void aContainerWithRmIsGoneThen() throws Exception {
    TestContainer container = stubborn("--rm");
    assertThat(done(stop, container, "grace=0s").getVerdict()).isEqualTo(Verdict.AS_ASKED);
  }

  /// Docker 23 and later take a signal with an order to stop.
  @Test
  void anotherSignalIsSentOrRefusedByAnEngineThatWouldIgnoreIt() throws Exception {
    TestContainer container = obeying("--stop-signal", "USR1");
    String version = new EngineRuntime().info().version();
    if (Integer.parseInt(version.substring(0, version.indexOf('.'))) >= 23) {
      Fidelity fidelity = done(stop, container, "signal=TERM grace=60s");
      assertThat(measured(fidelity)).containsEntry("exit_code", (double) OBEYED);
    } else {
      InjectorException refusal = refused(stop, container.target(), "signal=TERM");
      assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED);
      assertThat(refusal).hasMessageContaining(version).hasMessageContaining("leave `signal` out");
      assertThat(state(container)).isEqualTo("running 0");
    }
  }
}
