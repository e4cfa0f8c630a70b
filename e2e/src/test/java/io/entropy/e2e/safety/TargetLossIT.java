package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A target that dies or restarts in the middle of a fault.
class TargetLossIT extends OnContainers {
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    peer = container();
  }

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

  @Test
  void aFaultThatFollowsIsInForceAfterTheRestart() throws Exception {
    TestContainer victim = victim("following");
    EntropyProcess run =
        run("following", "-f", "60s", "-p", "1", "--on-restart", "follow", "recv_drop");
    RunEvent _ = RunEvent.await(run, "injection.verified");
    restart(victim);
    RunEvent followed = RunEvent.await(run, "target.followed");
    assertThat(followed.message()).contains(victim.name());
    Duration _ =
        Eventually.within(
            Duration.ofSeconds(10),
            "the fault is in the new network",
            () -> Tables.in(victim).stream().anyMatch(Stray::active));
    try (UdpFlow flow = UdpFlow.between(peer, victim)) {
      flow.assertIsCut();
      interrupt(run);
      flow.assertFlows();
    }
    assertThat(RunEvent.of(run, "injection.reverted")).hasSize(1);
    assertThat(RunEvent.of(run, "injection.failed")).isEmpty();
  }

  @Test
  void aFaultThatEndsWithItsTargetIsNotMadeAgain() throws Exception {
    TestContainer victim = victim("ending");
    EntropyProcess run = run("ending", "-f", "60s", "-p", "1", "--on-restart", "end", "recv_drop");
    RunEvent _ = RunEvent.await(run, "injection.verified");
    restart(victim);
    RunEvent reverted = RunEvent.await(run, "injection.reverted");
    assertThat(reverted.end()).isEqualTo("target_lost");
    Thread.sleep(Duration.ofSeconds(1)); // time enough to follow
    try (UdpFlow flow = UdpFlow.between(peer, victim)) {
      flow.assertFlows();
    }
    assertThat(Tables.in(victim)).isEmpty();
    interrupt(run);
    assertThat(RunEvent.of(run, "target.followed")).isEmpty();
  }

  private static void restart(TestContainer container) {
    int before = container.pid();
    String _ = Shell.run("docker", "restart", "-t", "0", container.id());
    assertThat(container.pid()).isNotEqualTo(before).isNotZero();
  }
}
