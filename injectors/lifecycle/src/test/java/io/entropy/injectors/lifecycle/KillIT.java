package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillIT extends OnContainers {
  private final KillProvider kill = new KillProvider();

  @Test
  void killedContainersEndWith137AndOthersGoOn() throws Exception {
    List<TestContainer> hit = List.of(stubborn(), stubborn());
    TestContainer spared = stubborn();
    for (TestContainer container : hit) {
      Fidelity fidelity = done(kill, container, "");
      assertThat(fidelity.getAsked()).isEqualTo("signal KILL");
      assertThat(fidelity.getAchieved()).startsWith("ended with exit code 137 after");
      assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
      assertThat(measured(fidelity)).containsEntry("exit_code", 137.0).containsKey("time_taken");
      assertThat(state(container)).isEqualTo("exited 137");
    }
    assertThat(state(spared)).isEqualTo("running 0");
  }

  @Test
  void anotherSignalReachesTheFirstProcess() throws Exception {
    TestContainer container = obeying();
    Fidelity usr1 = done(kill, container, "signal=SIGUSR1");
    assertThat(usr1.getAchieved()).startsWith("it was sent; the container still runs");
    assertThat(usr1.getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
    await().atMost(Duration.ofSeconds(30)).until(() -> logs(container).contains("usr1"));

    Fidelity term = done(kill, container, "signal=15");
    assertThat(term.getAsked()).isEqualTo("signal TERM");
    // It may take longer than is waited for on a machine that is busy.
    await().atMost(Duration.ofSeconds(30)).until(() -> state(container).equals("exited " + OBEYED));
    assertThat(term.getVerdict()).isIn(Verdict.AS_ASKED, Verdict.INCONCLUSIVE);
  }

  @Test
  void aFirstProcessWithoutAHandlerIgnoresTerm() throws Exception {
    TestContainer container = stubborn();
    Fidelity fidelity = done(kill, container, "signal=TERM");
    assertThat(fidelity.getAchieved()).startsWith("it was sent; the container still runs");
    assertThat(state(container)).isEqualTo("running 0");
  }

  @Test
  void aPausedContainerIsKilledToo() throws Exception {
    TestContainer container = stubborn();
    Shell.run("docker", "pause", container.id());
    assertThat(done(kill, container, "").getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(state(container)).isEqualTo("exited 137");
  }

  @Test
  void aRestartPolicyLeavesAKilledContainerToItsUser() throws Exception {
    TestContainer container = stubborn("--restart", "always");
    Fidelity fidelity = done(kill, container, "");
    assertThat(fidelity.getAchieved()).startsWith("ended with exit code 137");
    assertThat(state(container)).isEqualTo("exited 137");
  }

  @Test
  void aContainerThatItsPolicyBringsBackIsToldOf() throws Exception {
    // The engine takes only the stop signal, or KILL, as its user's wish to have it stopped.
    TestContainer container = obeying("--restart", "always", "--stop-signal", "QUIT");
    int first = container.pid();
    Fidelity fidelity = done(kill, container, "signal=TERM");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> state(container).equals("running 0") && container.pid() != first);
    assertThat(container.inspect("{{.RestartCount}}")).isEqualTo("1");
    assertThat(fidelity.getVerdict()).isIn(Verdict.AS_ASKED, Verdict.INCONCLUSIVE);
    if (fidelity.getVerdict() == Verdict.AS_ASKED) {
      assertThat(fidelity.getAchieved()).contains("its restart policy `always` has it back");
    }
  }

  @Test
  void aContainerWithRmIsRemovedByTheEngine() throws Exception {
    TestContainer container = stubborn("--rm");
    Fidelity fidelity = done(kill, container, "");
    assertThat(fidelity.getAchieved()).startsWith("ended");
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    await().atMost(Duration.ofSeconds(30)).until(() -> !exists(container));
  }
}
