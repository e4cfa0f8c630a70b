package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveIT extends OnContainers {
  private final RemoveProvider remove = new RemoveProvider();

  private static String volumeOf(TestContainer container) {
    return container.inspect("{{range .Mounts}}{{.Name}}{{end}}");
  }

  private static boolean volumeExists(String name) {
    return Shell.attempt(List.of("docker", "volume", "inspect", name)).exitCode() == 0;
  }

  @Test
  void aContainerThatObeysEndsByItselfAndIsRemoved() throws Exception {
    TestContainer container = obeying("--restart", "always");
    Fidelity fidelity = done(remove, container, "grace=60s");
    assertThat(fidelity.getAchieved())
        .startsWith("ended with exit code " + OBEYED + " and was removed after")
        .doesNotContain("KILL");
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(measured(fidelity)).containsEntry("grace_ran_out", 0.0);
    assertThat(exists(container)).isFalse();
  }

  @Test
  void oneThatIgnoresTermIsKilledAfterTheGraceAndRemoved() throws Exception {
    TestContainer container = stubborn();
    Fidelity fidelity = done(remove, container, "grace=1s");
    assertThat(fidelity.getAchieved()).contains("and was removed").contains("by KILL");
    assertThat(exists(container)).isFalse();
  }

  @Test
  void anonymousVolumesAreKeptUnlessTheyAreToGo() throws Exception {
    TestContainer keeping = stubborn("-v", "/data");
    String kept = volumeOf(keeping);
    var _ = done(remove, keeping, "grace=0s");
    assertThat(exists(keeping)).isFalse();
    assertThat(volumeExists(kept)).isTrue();
    Shell.run("docker", "volume", "rm", kept);

    TestContainer losing = stubborn("-v", "/data");
    String lost = volumeOf(losing);
    var _ = done(remove, losing, "grace=0s volumes=remove");
    assertThat(exists(losing)).isFalse();
    assertThat(volumeExists(lost)).isFalse();
  }

  @Test
  void aContainerWithRmThatGoesByItselfIsNoError() throws Exception {
    TestContainer container = stubborn("--rm");
    Fidelity fidelity = done(remove, container, "grace=1s");
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(exists(container)).isFalse();
  }
}
