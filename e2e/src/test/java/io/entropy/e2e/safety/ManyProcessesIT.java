package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Six `entropy run` that start at once on one target, each to cut another flow: whatever becomes
/// of some of them, the others don't mind.
class ManyProcessesIT extends OnContainers {
  private static final int RUNS = 6;
  private static final int KILLED = 0;
  private static final int STOPPED = 1;
  private static final int INTERRUPTED = 2;

  private final List<UdpFlow> flows = new ArrayList<>();
  private final List<EntropyProcess> runs = new ArrayList<>();
  private TestContainer peer;
  private TestContainer victim;

  @BeforeAll
  void startContainers() {
    peer = container();
    victim = victim("v");
  }

  @AfterEach
  void closeFlows() throws IOException {
    for (UdpFlow flow : flows) {
      flow.close();
    }
  }

  @Test
  void whateverBecomesOfSomeTheOthersGoOn() throws Exception {
    startAll();
    assertThat(Tables.in(victim)).hasSize(RUNS).allMatch(Stray::active);
    assertThat(Tables.in(victim)).extracting(Stray::table).doesNotHaveDuplicates();
    assertCutFrom(KILLED);

    runs.get(KILLED).signal("KILL");
    flows.get(KILLED).awaitFlow(VANISHES);
    assertThat(Tables.in(victim)).hasSize(RUNS - 1).allMatch(Stray::active);
    assertCutFrom(STOPPED);

    Stopped.stop(runs.get(STOPPED));
    flows.get(STOPPED).awaitFlow(LEASE.plus(SLACK));
    assertThat(Tables.in(victim)).filteredOn(Stray::active).hasSize(RUNS - 2);
    assertCutFrom(INTERRUPTED);

    interrupt(runs.get(INTERRUPTED));
    assertThat(Tables.in(victim)).filteredOn(Stray::active).hasSize(RUNS - 3);
    assertCutFrom(INTERRUPTED + 1);

    EntropyProcess _ = reap();
    assertCutFrom(INTERRUPTED + 1);
    runs.get(STOPPED).signal("CONT");
    RunEvent expired = RunEvent.await(runs.get(STOPPED), "injection.expired");
    assertThat(expired.end()).isEqualTo("lease_lost");
    assertCutFrom(INTERRUPTED + 1);

    interrupt(runs.get(STOPPED));
    for (int run = INTERRUPTED + 1; run < RUNS; run++) {
      interrupt(runs.get(run));
      assertCutFrom(run + 1);
    }
    assertThat(Tables.in(victim)).isEmpty();
  }

  private void startAll() throws IOException, InterruptedException {
    for (int run = 0; run < RUNS; run++) {
      UdpFlow flow = UdpFlow.between(peer, victim);
      flows.add(flow);
      runs.add(
          run("v", "-f", "5m", "-p", "1", "recv_drop", "protocol=udp", "dport=" + flow.port()));
    }
    for (EntropyProcess run : runs) {
      RunEvent _ = RunEvent.await(run, "injection.verified");
    }
  }

  /// The faults of this run and of those after it are there, and no others.
  private void assertCutFrom(int first) throws IOException, InterruptedException {
    for (UdpFlow flow : flows.subList(0, first)) {
      flow.assertFlows();
    }
    for (UdpFlow flow : flows.subList(first, RUNS)) {
      flow.assertIsCut();
    }
  }
}
