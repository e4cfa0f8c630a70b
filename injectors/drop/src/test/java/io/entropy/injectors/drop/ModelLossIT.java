package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.kernel.tc.TcProbe;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Losses that follow a model: what arrives at the container, and what is said of it.
class ModelLossIT extends OnContainers {
  private static final int PACKETS = 20_000;
  private static final int FEW = 200;

  private TestContainer target;
  private TestContainer peer;
  private TestContainer bystander;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
    bystander = container();
  }

  @ParameterizedTest
  @CsvSource({
    "V4, model=gemodel p=2 r=25",
    "V6, model=gemodel p=2 r=25 h=20 k=99.5",
    "V4, model=state p13=2 p31=25 p32=10 p23=40 p14=1"
  })
  void whatIsLostIsWhatTheModelSaysToThePacket(Ip ip, String model) throws Exception {
    try (Started drop = session().start(new RecvDropProvider(), target, model + " protocol=udp");
        Traffic traffic = Traffic.between(peer, target, ip.address(target));
        Traffic others = Traffic.between(peer, bystander, ip.address(bystander))) {
      int lost = PACKETS - traffic.send(PACKETS);
      assertThat(others.send(FEW)).as("arrived at a bystander").isEqualTo(FEW);
      drop.fault().end();
      Fidelity fidelity = drop.fault().observe();
      assertThat(drop.fault().mechanism()).isEqualTo("nfqueue");
      assertThat(drop.seen()).isEqualTo(PACKETS);
      assertThat(drop.dropped()).isEqualTo(lost);
      assertThat(drop.count("bursts")).isBetween(50L, (long) lost);
      assertThat(fidelity.getVerdict()).as(fidelity.toString()).isEqualTo(Verdict.AS_ASKED);
      assertThat(traffic.send(FEW)).as("arrived once it has ended").isEqualTo(FEW);
    }
  }

  @Test
  void aModelAndAShareOfOneTargetCompose() throws Exception {
    try (Started model =
            session()
                .start(new RecvDropProvider(), target, "model=gemodel p=30 r=30 protocol=udp");
        Started share = session().start(new RecvDropProvider(), target, "percent=50 protocol=udp");
        Traffic traffic = Traffic.between(peer, target, Ip.V4.address(target))) {
      int lost = 2_000 - traffic.send(2_000);
      assertThat(model.dropped() + share.dropped()).isEqualTo(lost);
      assertThat(share.seen()).isEqualTo(2_000 - model.dropped());
    }
  }

  @Test
  void tcpGetsThroughByBeingSentAgain() throws Exception {
    InetSocketAddress at = new InetSocketAddress(Ip.V4.address(target), 7_000);
    try (Started model =
        session().start(new RecvDropProvider(), target, "model=gemodel p=5 r=60")) {
      TcpTransfer transfer = TcpTransfer.between(peer, target, at, 4_000_000);
      assertThat(model.dropped()).isPositive();
      assertThat(transfer.retransmitted()).isPositive();
    }
  }

  /// By netem where this host's kernel has it.
  @Test
  void whatIsSentFollowsAModelByNetemOrNotAtAll() throws Exception {
    String model = "model=gemodel p=10 r=25 protocol=udp";
    if (TcProbe.obstacleToNetem().isPresent()) {
      InjectorException refusal =
          catchThrowableOfType(
              InjectorException.class,
              () -> session().start(new SendDropProvider(), target, model).close());
      assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED);
      assertThat(refusal)
          .hasMessageContaining("loss model")
          .hasMessageContaining("nfqueue: sees only what is received; netem: ");
      return;
    }
    try (Started drop = session().start(new SendDropProvider(), target, model);
        Traffic traffic = Traffic.between(target, peer, Ip.V4.address(peer))) {
      int lost = PACKETS - traffic.send(PACKETS);
      drop.fault().end();
      assertThat(drop.dropped()).isEqualTo(lost);
      assertThat(drop.fault().observe().getVerdict()).isEqualTo(Verdict.AS_ASKED);
    }
  }
}
