package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Containers whose network isn't theirs alone.
class RefusedTargetIT extends OnContainers {
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    peer = container();
  }

  @Test
  void aContainerOnTheHostsNetworkIsRefusedByName() throws Exception {
    TestContainer host = victim("host", "--network", "host");
    TestContainer ordinary = victim("host");
    Set<String> before = tablesOfThisHost();
    EntropyProcess run = run("host", "-f", "60s", "-p", "1", "recv_drop");
    RunEvent _ = RunEvent.await(run, "injection.verified");
    assertThat(tablesOfThisHost()).as("tables in the host's own network").isEqualTo(before);
    assertThat(Tables.in(ordinary)).hasSize(1).allMatch(Stray::active);
    interrupt(run);
    assertThat(RunEvent.of(run, "target.refused"))
        .singleElement()
        .satisfies(e -> assertThat(e.message()).contains(host.name(), "host's network"));
    assertThat(RunEvent.of(run, "injection.requested")).hasSize(1);
  }

  private static Set<String> tablesOfThisHost() {
    return Strays.list(NetworkNamespace.own()).stream()
        .map(Stray::table)
        .collect(Collectors.toSet());
  }

  @Test
  void aContainerWithoutANetworkIsRefusedByName() throws Exception {
    TestContainer alone = victim("alone", "--network", "none");
    EntropyProcess run = run("alone", "-f", "200ms", "-p", "1", "--for", "1s", "recv_drop");
    assertThat(run.awaitExit()).as(run.everything()).isEqualTo(3);
    assertThat(String.join("\n", run.err())).contains(alone.name(), "no network");
    assertThat(RunEvent.of(run, "injection.requested")).isEmpty();
  }

  @Test
  void containersThatShareANetworkAreOneTarget() throws Exception {
    TestContainer owner = victim("shared");
    TestContainer guest = victim("shared", "--network", "container:" + owner.id());
    try (UdpFlow toBoth = UdpFlow.between(peer, owner)) {
      EntropyProcess run = run("shared", "-f", "60s", "-p", "1", "recv_drop");
      RunEvent _ = RunEvent.await(run, "injection.verified");
      toBoth.assertIsCut();
      assertThat(guest.exec("ping", "-c", "1", "-W", "1", peer.ipv4().getHostAddress()).exitCode())
          .as("ping from the guest")
          .isNotZero();
      assertThat(Tables.in(owner)).hasSize(1);
      interrupt(run);
      toBoth.assertFlows();
      List<RunEvent> requested = RunEvent.of(run, "injection.requested");
      assertThat(requested)
          .singleElement()
          .satisfies(e -> assertThat(e.message()).contains(owner.name(), guest.name()));
      assertThat(RunEvent.of(run, "roll"))
          .allSatisfy(e -> assertThat(e.facts().path("rolled").asInt()).isEqualTo(1));
    }
  }
}
