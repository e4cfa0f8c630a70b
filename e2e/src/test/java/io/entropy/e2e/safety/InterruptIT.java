package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.TestContainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ctrl-C and SIGTERM while faults are active.
class InterruptIT extends OnContainers {
  private TestContainer first;
  private TestContainer second;

  @BeforeAll
  void startContainers() {
    first = victim("v");
    second = victim("v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void revertsEveryFaultAndSaysSo(String signal) throws Exception {
    try (UdpFlow there = UdpFlow.between(first, second);
        UdpFlow back = UdpFlow.between(second, first)) {
      EntropyProcess run = run("v", "-f", "60s", "-p", "1", "-d", "60s", "recv_drop");
      RunEvent.await(run, "injection.verified", 2);
      there.assertIsCut();
      back.assertIsCut();
      run.signal(signal);
      assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
      there.assertFlows();
      back.assertFlows();
      assertThat(run.err()).contains("entropy: interrupted; reverting every fault");
      assertThat(RunEvent.of(run, "injection.reverted"))
          .as("told to end, not run out")
          .hasSize(2)
          .allMatch(e -> e.end().equals("halted"));
      assertThat(Tables.in(first)).isEmpty();
      assertThat(Tables.in(second)).isEmpty();
      assertThat(JournalOnDisk.in(stateDir())).isEmpty();
    }
  }
}
