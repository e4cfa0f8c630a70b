package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two `entropy run` at once on one target: a table for each, and neither minds the other's.
class TwoRunsIT extends OnContainers {
  private static final int PACKETS = 4000;

  /// About one false alarm in two million.
  private static final double SIGMAS = 5;

  private TestContainer peer;
  private TestContainer victim;

  @BeforeAll
  void startContainers() {
    peer = container();
    victim = victim("v");
  }

  @Test
  void theirFaultsComposeAndOutliveEachOther() throws Exception {
    try (UdpFlow one = UdpFlow.between(peer, victim);
        UdpFlow other = UdpFlow.between(peer, victim)) {
      EntropyProcess first = drop(one);
      EntropyProcess second = drop(other);
      assertTables(2);
      one.assertIsCut();
      other.assertIsCut();
      interrupt(first);
      assertTables(1);
      one.assertFlows();
      other.assertIsCut();
      EntropyProcess third = drop(one);
      assertTables(2);
      third.signal("KILL");
      int _ = third.awaitExit();
      EntropyProcess fourth = drop(one);
      assertThat(fourth.err())
          .as("clears what the dead one left, and nothing of the living one")
          .singleElement()
          .asString()
          .contains("recv_drop on " + victim.name());
      assertTables(2);
      one.assertIsCut();
      other.assertIsCut();
      interrupt(second);
      one.assertIsCut();
      other.assertFlows();
      interrupt(fourth);
      one.assertFlows();
    }
  }

  @Test
  void halfOfTheHalfThatTheOtherLetsThroughArrives() throws Exception {
    try (UdpFlow flow = UdpFlow.between(peer, victim)) {
      EntropyProcess first = run("v", "-f", "60s", "-p", "1", "recv_drop", "percent=50");
      RunEvent _ = RunEvent.await(first, "injection.verified");
      assertArrives(flow, 0.5);
      EntropyProcess second = run("v", "-f", "60s", "-p", "1", "recv_drop", "percent=50");
      RunEvent _ = RunEvent.await(second, "injection.verified");
      assertArrives(flow, 0.25);
      interrupt(first);
      assertArrives(flow, 0.5);
      interrupt(second);
      flow.assertFlows();
    }
  }

  /// A run that cuts that flow only, as soon as it does.
  private EntropyProcess drop(UdpFlow flow) throws IOException, InterruptedException {
    EntropyProcess run =
        run("v", "-f", "60s", "-p", "1", "recv_drop", "protocol=udp", "dport=" + flow.port());
    RunEvent _ = RunEvent.await(run, "injection.verified");
    return run;
  }

  private void assertTables(int count) {
    assertThat(Tables.in(victim)).hasSize(count).allMatch(Stray::active);
    assertThat(Tables.in(victim)).extracting(Stray::table).doesNotHaveDuplicates();
  }

  private static void assertArrives(UdpFlow flow, double share)
      throws IOException, InterruptedException {
    double slack = SIGMAS * Math.sqrt(PACKETS * share * (1 - share));
    assertThat((double) flow.arrivals(PACKETS)).isCloseTo(PACKETS * share, within(slack));
  }
}
