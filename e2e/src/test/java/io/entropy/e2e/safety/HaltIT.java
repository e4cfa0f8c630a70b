package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `entropy halt` and `entropy reap` while runs are under way.
class HaltIT extends OnContainers {
  private TestContainer peer;
  private TestContainer first;
  private TestContainer second;

  @BeforeAll
  void startContainers() {
    peer = container();
    first = victim("first");
    second = victim("second");
  }

  @Test
  void endsEveryRunEvenAStoppedOneAndRevertsTheirFaults() throws Exception {
    try (UdpFlow toFirst = UdpFlow.between(peer, first);
        UdpFlow fromSecond = UdpFlow.between(second, peer)) {
      EntropyProcess living = run("first", "-f", "60s", "-p", "1", "recv_drop");
      EntropyProcess stopped = run("second", "-f", "60s", "-p", "1", "send_drop");
      RunEvent _ = RunEvent.await(living, "injection.verified");
      RunEvent _ = RunEvent.await(stopped, "injection.verified");
      Stopped.stop(stopped);
      toFirst.assertIsCut();
      EntropyProcess halt = entropy("halt");
      assertThat(halt.awaitExit()).as(halt.everything()).isZero();
      for (EntropyProcess run : List.of(living, stopped)) {
        assertThat(halt.out())
            .anyMatch(
                line -> line.endsWith("(pid " + run.pid() + ") ended and reverted its faults"));
        assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
      }
      toFirst.assertFlows();
      fromSecond.assertFlows();
      assertThat(Tables.in(first)).isEmpty();
      assertThat(Tables.in(second)).isEmpty();
      assertThat(JournalOnDisk.in(stateDir())).isEmpty();
    }
  }

  @Test
  void reapTouchesNothingOfALivingRun() throws Exception {
    try (UdpFlow flow = UdpFlow.between(peer, first)) {
      EntropyProcess run = run("first", "-f", "60s", "-p", "1", "recv_drop");
      RunEvent _ = RunEvent.await(run, "injection.verified");
      List<JournalOnDisk> journals = JournalOnDisk.in(stateDir());
      assertThat(reap().out()).containsExactly("Nothing was left behind.");
      assertThat(Tables.in(first)).hasSize(1).allMatch(Stray::active);
      flow.assertIsCut();
      assertThat(JournalOnDisk.in(stateDir())).isEqualTo(journals).hasSize(1);
      interrupt(run);
      assertThat(RunEvent.of(run, "injection.expired")).isEmpty();
    }
  }

  @Test
  void haltWithoutARunSaysSo() throws Exception {
    EntropyProcess halt = entropy("halt");
    assertThat(halt.awaitExit()).as(halt.everything()).isZero();
    assertThat(halt.out()).containsExactly("No run was under way.", "Nothing was left behind.");
  }
}
