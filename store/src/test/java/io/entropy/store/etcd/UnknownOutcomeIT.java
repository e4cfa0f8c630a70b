package io.entropy.store.etcd;

import static io.entropy.store.etcd.SharedStoreIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.etcd.jetcd.Client;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Updates that etcd carries out, and whose answers are lost on the way.
@Timeout(60)
final class UnknownOutcomeIT {
  private EtcdCluster cluster;
  private TcpProxy proxy;
  private EtcdEndpoint far;
  private EtcdStore near;

  @BeforeEach
  void open() throws Exception {
    cluster = EtcdCluster.start(1);
    proxy = new TcpProxy(cluster.member(0).client());
    EtcdEndpoint endpoint = cluster.endpoint();
    far = EtcdEndpoint.parse("etcd://" + proxy.address() + "/" + endpoint.prefix());
    near = EtcdCluster.open(endpoint);
    Counters.increment(near, "c");
  }

  @AfterEach
  void close() throws Exception {
    near.close();
    proxy.close();
    cluster.close();
  }

  @Test
  void itIsFoundByReadingBackAndAcknowledgedOnce() throws Exception {
    try (EtcdStore store = EtcdCluster.open(far)) {
      FutureTask<Long> update = unanswered(store);
      proxy.heal();
      assertThat(update.get(20, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(Counters.increment(store, "c")).isEqualTo(3);
    }
  }

  @Test
  void itIsFoundAmongWhatOthersCommittedSince() throws Exception {
    try (EtcdStore store = EtcdCluster.open(far)) {
      FutureTask<Long> update = unanswered(store);
      assertThat(Counters.increment(near, "c")).isEqualTo(3);
      proxy.heal();
      assertThat(update.get(20, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(Counters.increment(store, "c")).isEqualTo(4);
    }
  }

  @Test
  void itIsUnknownWhenEtcdDoesNotAnswerInTimeAndSeenAfterwards() throws Exception {
    try (EtcdStore store = EtcdCluster.open(far.withTimeout(Duration.ofSeconds(1)))) {
      FutureTask<Long> update = unanswered(store);
      assertUnknown(update);
      proxy.heal();
      while (Counters.value(store, "c") != 2) {
        Thread.sleep(10);
      }
      assertThat(Counters.increment(store, "c")).isEqualTo(3);
    }
  }

  @Test
  void itIsUnknownWhenWhatCouldTellIsCompacted() throws Exception {
    try (EtcdStore store = EtcdCluster.open(far)) {
      FutureTask<Long> update = unanswered(store);
      Counters.increment(near, "c");
      try (Client client = cluster.client(0)) {
        var kv = client.getKVClient();
        long newest = kv.get(Keys.bytes("x")).get(5, TimeUnit.SECONDS).getHeader().getRevision();
        kv.compact(newest).get(5, TimeUnit.SECONDS);
      }
      proxy.heal();
      assertUnknown(update);
      assertThat(Counters.increment(store, "c")).isEqualTo(4);
    }
  }

  @Test
  void anEtcdThatRefusesConnectionsIsUnavailableNotUnknown() throws Exception {
    try (EtcdStore store =
        EtcdCluster.open(cluster.endpoint().withTimeout(Duration.ofSeconds(1)))) {
      Counters.increment(store, "c");
      cluster.member(0).kill();
      while (codeOf(() -> Counters.increment(store, "c")) == Code.OUTCOME_UNKNOWN) {
        Thread.sleep(50); // it isn't known yet that the connection is closed
      }
      assertRefused(Code.UNAVAILABLE, () -> Counters.increment(store, "c"));
      assertRefused(Code.UNAVAILABLE, () -> store.update(t -> t.version()));
      assertThat(Counters.value(store, "c")).isEqualTo(1);
      cluster.member(0).restart();
      cluster.awaitQuorum();
      while (!increments(store)) {
        Thread.sleep(50);
      }
      assertThat(Counters.value(store, "c")).isEqualTo(2);
    }
  }

  private static Code codeOf(ThrowingCallable update) {
    return catchThrowableOfType(StoreException.class, update).code();
  }

  private static boolean increments(EtcdStore store) {
    try {
      Counters.increment(store, "c");
      return true;
    } catch (StoreException e) {
      assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
      return false;
    }
  }

  private static void assertUnknown(FutureTask<Long> update) {
    assertThatThrownBy(() -> update.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.OUTCOME_UNKNOWN));
  }

  /// Begins an increment, and returns when it's in etcd, its answer lost.
  private FutureTask<Long> unanswered(EtcdStore store) throws InterruptedException {
    proxy.mute();
    var update = new FutureTask<>(() -> Counters.increment(store, "c"));
    Thread.ofVirtual().start(update);
    while (Counters.value(near, "c") != 2) {
      Thread.sleep(5);
    }
    return update;
  }
}
