package io.entropy.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.WakeUps;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// A container that gets all the faults, one that talks to it, and one that it's cut off from.
abstract class FaultsOnOneTarget extends OnContainers {
  private static final int LOST_PORT = 7001;
  private static final int UNSENT_PORT = 7002;
  private static final int LATE_PORT = 7003;
  private static final int SLOW_PORT = 7004;

  private TestContainer target;
  private int pid;
  private TestContainer talker;
  private TestContainer stranger;
  private List<Effect> effects = List.of();

  @BeforeAll
  final void startContainers() throws IOException {
    target =
        engine()
            .container(
                List.of("--network", network(), "--label", label() + "=target"),
                // Something that shows whether it stands still.
                List.of("sh", "-c", "while :; do usleep 5000; done"));
    pid = target.pid();
    talker = container();
    stranger = container("--label", label() + "=stranger");
    effects =
        List.of(
            new Effect(
                "recv_drop", "protocol=udp dport=" + LOST_PORT, lost(talker, target, LOST_PORT)),
            new Effect(
                "send_drop",
                "protocol=udp dport=" + UNSENT_PORT,
                lost(target, talker, UNSENT_PORT)),
            new Effect(
                "latency", "time=500ms protocol=udp dport=" + LATE_PORT, late(LATE_PORT, 500)),
            new Effect(
                "rate",
                "rate=8kbit burst=80 protocol=udp dport=" + SLOW_PORT,
                late(SLOW_PORT, 250)),
            new Effect("partition", "peers=" + strangers(), lost(stranger, target, 7005)),
            new Effect("pause", "", () -> WakeUps.cease(pid, "busybox")));
  }

  @AfterEach
  final void leaveNoTrafficClass() {
    assertThat(Shaping.list(NetworkNamespace.ofProcess(target.pid()))).isEmpty();
  }

  @AfterAll
  final void closeTraffic() throws IOException {
    for (Effect effect : effects) {
      effect.close();
    }
  }

  /// Unlike any other test's.
  private String label() {
    return "compose-" + engine().label().replaceFirst(".*=", "");
  }

  final String targets() {
    return label() + "=target";
  }

  private String strangers() {
    return label() + "=stranger";
  }

  final TestContainer target() {
    return target;
  }

  final TestContainer stranger() {
    return stranger;
  }

  final List<Effect> effects() {
    return effects;
  }

  final Bystander bystander() throws IOException {
    return Bystander.between(talker, target, Ip.V4.address(target));
  }

  private static Effect.Lost lost(TestContainer from, TestContainer to, int port)
      throws IOException {
    return new Effect.Lost(traffic(from, to, port));
  }

  private Effect.Late late(int port, long leastMillis) throws IOException {
    return new Effect.Late(traffic(talker, target, port), leastMillis);
  }

  private static Traffic traffic(TestContainer from, TestContainer to, int port)
      throws IOException {
    return Traffic.between(
        NetworkNamespace.ofProcess(from.pid()),
        0,
        NetworkNamespace.ofProcess(to.pid()),
        new InetSocketAddress(Ip.V4.address(to), port));
  }

  /// Which of them are felt, by their modes.
  final List<String> felt() throws Exception {
    List<String> felt = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect.isFelt()) {
        felt.add(effect.mode());
      }
    }
    return felt;
  }
}
