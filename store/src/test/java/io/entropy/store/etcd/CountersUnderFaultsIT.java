package io.entropy.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Writers go on while members of a real cluster of three are killed, hang, and come back.
@Timeout(120)
final class CountersUnderFaultsIT {
  private EtcdCluster cluster;
  private EtcdEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    cluster = EtcdCluster.start(3);
    endpoint = cluster.endpoint();
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
  }

  @Test
  void theMemberInUseIsKilled() throws Exception {
    int other = (cluster.leader() + 1) % 3;
    var first =
        new EtcdEndpoint(cluster.rotated(other), endpoint.prefix(), null, null, endpoint.timeout());
    try (var incrementing = new Incrementing(first)) {
      incrementing.awaitMore(50);
      cluster.member(other).kill();
      incrementing.awaitMore(50);
      cluster.member(other).restart();
      incrementing.awaitMore(50);
      incrementing.check(endpoint);
    }
  }

  @Test
  void theLeaderIsKilled() throws Exception {
    try (var incrementing = new Incrementing(endpoint)) {
      incrementing.awaitMore(50);
      int leader = cluster.leader();
      cluster.member(leader).kill();
      incrementing.awaitMore(50);
      cluster.member(leader).restart();
      incrementing.awaitMore(50);
      incrementing.check(endpoint);
    }
  }

  @Test
  void theLeaderHangsAndComesBack() throws Exception {
    try (var incrementing = new Incrementing(endpoint)) {
      incrementing.awaitMore(50);
      EtcdMember leader = cluster.member(cluster.leader());
      leader.pause();
      incrementing.awaitMore(50);
      leader.resume();
      incrementing.awaitMore(50);
      incrementing.check(endpoint);
    }
  }

  @Test
  void theQuorumIsLostAndRegained() throws Exception {
    try (var incrementing = new Incrementing(endpoint.withTimeout(Duration.ofSeconds(2)))) {
      incrementing.awaitMore(50);
      cluster.member(0).kill();
      cluster.member(1).kill();
      Thread.sleep(5_000); // long enough for updates to be given up
      cluster.member(0).restart();
      cluster.member(1).restart();
      cluster.awaitQuorum();
      incrementing.awaitMore(50);
      incrementing.check(endpoint);
      assertThat(incrementing.troubles()).isPositive();
    }
  }

  @Test
  void theConnectionIsCutAgainAndAgain() throws Exception {
    try (var proxy = new TcpProxy(cluster.member(0).client())) {
      EtcdEndpoint proxied = EtcdEndpoint.parse("etcd://" + proxy.address() + "/test/proxied");
      try (var incrementing = new Incrementing(proxied)) {
        for (int i = 0; i < 15; i++) {
          incrementing.awaitMore(10);
          proxy.cut();
        }
        incrementing.awaitMore(10);
        incrementing.check(proxied);
      }
    }
  }
}
