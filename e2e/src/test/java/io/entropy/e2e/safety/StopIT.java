package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SIGSTOP of `entropy run` in the middle of a fault: it only sleeps, so that its tables stay, but
/// nobody keeps their leases.
class StopIT extends OnContainers {
  private TestContainer peer;
  private TestContainer victim;

  @BeforeAll
  void startContainers() {
    peer = container();
    victim = victim("v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recv_drop", "send_drop"})
  void stoppedItsFaultEndsWithItsLeaseAndDoesNotComeBack(String mode) throws Exception {
    try (UdpFlow flow =
        mode.equals("recv_drop") ? UdpFlow.between(peer, victim) : UdpFlow.between(victim, peer)) {
      flow.assertFlows();
      EntropyProcess run = run("v", "-f", "60s", "-p", "1", "-d", "60s", mode);
      RunEvent _ = RunEvent.await(run, "injection.verified");
      flow.assertIsCut();
      Stopped.stop(run);
      flow.awaitFlow(LEASE.plus(SLACK));
      flow.assertFlows();
      List<Stray> left = Tables.in(victim);
      assertThat(left)
          .hasSize(1)
          .allSatisfy(table -> {
            assertThat(table.owner()).as("owner of " + table).isPresent();
            assertThat(table.active()).as("an active " + table).isFalse();
          });
      reapLeavesItAlone(run, left);
      goesOnWithoutTheFault(run, flow);
      interrupt(run);
      assertThat(RunEvent.of(run, "injection.leaked")).isEmpty();
      assertThat(Tables.in(victim)).isEmpty();
      assertThat(JournalOnDisk.in(stateDir())).isEmpty();
      flow.assertFlows();
    }
  }

  private void reapLeavesItAlone(EntropyProcess run, List<Stray> tables)
      throws IOException, InterruptedException {
    List<JournalOnDisk> journals = JournalOnDisk.in(stateDir());
    assertThat(journals).singleElement().satisfies(j -> assertThat(j.open()).hasSize(1));
    EntropyProcess reap = reap();
    assertThat(reap.out())
        .singleElement()
        .asString()
        .contains(journals.getFirst().session(), "pid " + run.pid(), "is stopped", "inert");
    assertThat(Tables.in(victim)).isEqualTo(tables);
    assertThat(JournalOnDisk.in(stateDir())).isEqualTo(journals);
  }

  /// Fencing: what it slept through is over, and it knows.
  private void goesOnWithoutTheFault(EntropyProcess run, UdpFlow flow)
      throws IOException, InterruptedException {
    run.signal("CONT");
    RunEvent expired = RunEvent.await(run, "injection.expired");
    assertThat(expired.end()).isEqualTo("lease_lost");
    Duration _ =
        Eventually.within(
            Duration.ofSeconds(5), "it reverts its fault", () -> Tables.in(victim).isEmpty());
    Thread.sleep(Duration.ofMillis(500)); // time enough to make it again
    flow.assertFlows();
    assertThat(Tables.in(victim)).isEmpty();
    assertThat(run.isAlive()).as("the run goes on").isTrue();
  }
}
