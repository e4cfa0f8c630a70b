package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.net.InetAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a container says to itself, and the engine's DNS at 127.0.0.11, go on through total loss.
class LoopbackIT extends OnContainers {
  /// Names that the engine gives by itself aren't in its DNS.
  private static final String ALIAS = "neighbour";

  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container("--network-alias", ALIAS);
  }

  @Test
  void loopbackAndTheEnginesDnsGoOnThroughTotalLossBothWays() throws Exception {
    try (Started sending = session().start(Way.SEND.provider(), target, "percent=100");
        Started receiving = session().start(Way.RECEIVE.provider(), target, "percent=100");
        Traffic toPeer = Way.SEND.traffic(target, peer, Ip.V4);
        Traffic toItself = Traffic.between(target, target, InetAddress.ofLiteral("127.0.0.1"));
        Traffic toItself6 = Traffic.between(target, target, InetAddress.ofLiteral("::1"))) {
      assertThat(toPeer.send(10)).isZero();
      assertThat(toItself.send(500)).isEqualTo(500);
      assertThat(toItself6.send(500)).isEqualTo(500);
      assertThat(target.exec("ping", "-c", "1", "-W", "1", "127.0.0.1").exitCode()).isZero();
      Shell.Result found = target.exec("nslookup", ALIAS);
      assertThat(found.output())
          .contains("127.0.0.11")
          .contains(Ip.V4.address(peer).getHostAddress());
      assertThat(sending.fault().verify().active()).isTrue();
      assertThat(receiving.fault().verify().active()).isTrue();
    }
  }
}
