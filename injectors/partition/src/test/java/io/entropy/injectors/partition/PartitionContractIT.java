package io.entropy.injectors.partition;

import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract of injectors: the effect is that nothing gets from the target to its peer, nor the
/// other way.
class PartitionContractIT extends InjectorContract {
  private static final int PACKETS = 10;

  private static TestEngine engine;
  // Known beforehand, so that measuring asks the engine nothing: a lease is short.
  private static Target peer;
  private static NetworkNamespace peers;

  @BeforeAll
  static void startPeer() throws IOException {
    engine = TestEngine.open();
    peer = engine.container().target();
    peers = NetworkNamespace.ofProcess(peer.getStatus().getPid());
  }

  @AfterAll
  static void removeEverything() {
    engine.close();
  }

  @Override
  protected InjectorProvider provider() {
    return new PartitionProvider();
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() {
    return engine.container().target();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  protected List<Peer> peers() {
    return List.of(TestPeers.of(peer));
  }

  private static InetAddress address(Target target) {
    return InetAddress.ofLiteral(target.getStatus().getNetworks(0).getAddresses(0));
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(3);
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    NetworkNamespace own = NetworkNamespace.ofProcess(target.getStatus().getPid());
    try (Traffic out = Traffic.between(own, 0, peers, new InetSocketAddress(address(peer), 0));
        Traffic in = Traffic.between(peers, 0, own, new InetSocketAddress(address(target), 0))) {
      int sent = out.send(PACKETS);
      int received = in.send(PACKETS);
      if ((sent == 0) != (received == 0)) {
        throw new IllegalStateException("one way only: " + sent + " out, " + received + " in");
      }
      return sent == 0;
    }
  }

  @Override
  protected List<String> residue(Target target) {
    return Strays.list(NetworkNamespace.ofProcess(target.getStatus().getPid())).stream()
        .map(stray -> stray.table() + " " + stray.direction())
        .toList();
  }

  @Override
  protected void removeTarget(Target target) {
    engine.remove(target);
  }
}
