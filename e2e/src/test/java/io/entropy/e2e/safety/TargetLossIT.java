package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A target that dies in the middle of a fault.
class TargetLossIT extends OnContainers {
  @ParameterizedTest
  @ValueSource(strings = {"docker kill", "docker rm -f"})
  void aTargetThatDiesEndsItsInjectionAndTheRunGoesOn(String death) throws Exception {
    String name = death.replace(' ', '_');
    TestContainer dying = victim(name);
    TestContainer staying = victim(name);
    EntropyProcess run = run(name, "-f", "3s", "-p", "1", "--for", "7s", "recv_drop");
    RunEvent.await(run, "injection.verified", 2);
    Shell.run(List.of((death + " " + dying.id()).split(" ")));
    int before = hits(run, staying);
    assertThat(run.awaitExit()).as(run.everything()).isZero();
    assertThat(run.err()).as("no error storm").isEmpty();
    assertThat(RunEvent.of(run, "injection.reverted"))
        .filteredOn(e -> e.end().equals("target_lost"))
        .singleElement()
        .satisfies(e -> assertThat(e.message()).contains("stopped"));
    assertThat(RunEvent.of(run, "injection.failed")).isEmpty();
    assertThat(RunEvent.of(run, "injection.leaked")).isEmpty();
    // One that only stopped still is a target: it may be started again.
    boolean removed = death.contains("rm");
    assertThat(RunEvent.of(run, "target.lost")).hasSize(removed ? 1 : 0);
    assertThat(hits(run, staying)).as("the other target is hit on").isGreaterThan(before);
  }

  private static int hits(EntropyProcess run, TestContainer target) {
    return (int)
        run.out().stream()
            .filter(l -> l.contains("injection.verified") && l.contains(target.id()))
            .count();
  }
}
