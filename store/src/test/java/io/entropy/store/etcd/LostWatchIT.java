package io.entropy.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.store.Store;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchEvent.Committed;
import io.entropy.store.watch.WatchEvent.Resync;
import io.entropy.store.watch.WatchFilter;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.CompactOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A store that's cut off from etcd while another one commits.
@Timeout(60)
final class LostWatchIT {
  private EtcdCluster cluster;
  private TcpProxy proxy;
  private EtcdEndpoint endpoint;
  private Store near;
  private Store cutOff;
  private Watch watch;

  @BeforeEach
  void open() throws Exception {
    cluster = EtcdCluster.start(1);
    proxy = new TcpProxy(cluster.member(0).client());
    endpoint = cluster.endpoint();
    near = EtcdCluster.open(endpoint);
    cutOff =
        EtcdCluster.open(EtcdEndpoint.parse("etcd://" + proxy.address() + "/" + endpoint.prefix()));
    Counters.increment(near, "c");
    watch = cutOff.watchFrom(0, WatchFilter.everything());
    assertThat(next()).isInstanceOf(Change.class);
    assertThat(next()).isEqualTo(new Committed(1));
  }

  @AfterEach
  void close() throws Exception {
    proxy.heal();
    cutOff.close();
    near.close();
    proxy.close();
    cluster.close();
  }

  @Test
  void whatWasCommittedMeanwhileIsToldWithoutAGap() throws Exception {
    proxy.sever();
    increment(20);
    proxy.heal();
    for (long version = 2; version <= 21; version++) {
      assertThat(next()).isInstanceOf(Change.class);
      assertThat(next()).isEqualTo(new Committed(version));
    }
  }

  @Test
  void whatWasCompactedMeanwhileIsAResyncAndThenEverythingIsThere() throws Exception {
    proxy.sever();
    increment(20);
    compact();
    proxy.heal();
    assertThat(next())
        .isInstanceOfSatisfying(Resync.class, r -> assertThat(r.reason()).contains("compacted"));
    assertThat(next()).isInstanceOf(Closed.class);
    assertThat(Counters.value(cutOff, "c")).isEqualTo(21);
    assertThat(cutOff.watchFrom(1, WatchFilter.everything()).poll(Duration.ofSeconds(1)))
        .isInstanceOf(Resync.class);
    watch = cutOff.watch(WatchFilter.everything());
    assertThat(Counters.increment(cutOff, "c")).isEqualTo(22);
    assertThat(next()).isInstanceOf(Change.class);
    assertThat(next()).isEqualTo(new Committed(22));
  }

  @Test
  void aCompactionOfNothingThatItMissedIsNoResync() throws Exception {
    try (Store other = EtcdCluster.open(cluster.endpoint())) {
      proxy.sever();
      for (int i = 0; i < 5; i++) {
        Counters.increment(other, "elsewhere");
      }
      compact();
      proxy.heal();
      assertThat(watch.poll(Duration.ofSeconds(4))).as("while it connects again").isNull();
      Counters.increment(near, "c");
      assertThat(next()).isInstanceOf(Change.class);
      assertThat(next()).isEqualTo(new Committed(2));
    }
  }

  @Test
  void anUpdateAfterTheCutIsOverWhatWasMissed() throws Exception {
    proxy.sever();
    increment(5);
    proxy.heal();
    assertThat(Counters.increment(cutOff, "c")).isEqualTo(7);
  }

  @Test
  void aHandThatWritesToEtcdItselfLeadsToAResync() throws Exception {
    try (Client client = cluster.client(0)) {
      Keys keys = new Keys(endpoint.prefix());
      client.getKVClient().delete(keys.commit()).get(5, TimeUnit.SECONDS);
    }
    assertThat(next())
        .isInstanceOfSatisfying(Resync.class, r -> assertThat(r.reason()).contains("gap"));
  }

  private void increment(int times) {
    for (int i = 0; i < times; i++) {
      Counters.increment(near, "c");
    }
  }

  private void compact() throws Exception {
    try (Client client = cluster.client(0)) {
      long newest =
          client
              .getKVClient()
              .get(Keys.bytes("x"))
              .get(5, TimeUnit.SECONDS)
              .getHeader()
              .getRevision();
      client
          .getKVClient()
          .compact(newest, CompactOption.builder().withCompactPhysical(true).build())
          .get(5, TimeUnit.SECONDS);
    }
  }

  private WatchEvent next() throws InterruptedException {
    WatchEvent event = watch.poll(Duration.ofSeconds(15));
    if (event == null) {
      throw new AssertionError("the watch says nothing");
    }
    return event;
  }
}
