package io.entropy.store.etcd;

import static io.entropy.store.etcd.SharedStoreIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.store.Store;
import io.entropy.store.StoreException.Code;
import io.entropy.store.lease.Lease;
import io.entropy.store.lease.Leases;
import io.entropy.store.lease.Leases.Holding;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Leases of a real etcd: one holder at a time, and what it may write.
@Timeout(60)
final class LeaseIT {
  private static final Duration TTL = Duration.ofSeconds(4);

  private EtcdCluster cluster;
  private EtcdStore one;
  private EtcdStore two;

  @BeforeEach
  void open() throws Exception {
    cluster = EtcdCluster.start(1);
    EtcdEndpoint endpoint = cluster.endpoint().withTimeout(Duration.ofSeconds(1));
    one = EtcdCluster.open(endpoint);
    two = EtcdCluster.open(endpoint);
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
    cluster.close();
  }

  @Test
  void oneHasItUntilItIsGivenBackAndTheNextTokenIsGreater() {
    Lease first = take(one.leases(), "a");
    assertThat(first.held()).isTrue();
    assertThat(two.leases().tryAcquire("leader", "b", TTL)).isEmpty();
    assertThat(two.leases().tryAcquire("other", "b", TTL)).isPresent();
    assertThat(two.leases().holding("leader")).contains(new Holding("a", first.token()));
    first.close();
    assertThat(first.held()).isFalse();
    Lease second = take(two.leases(), "b");
    assertThat(second.token()).isGreaterThan(first.token());
  }

  @Test
  void itIsRenewedForAsLongAsItsHolderLives() throws Exception {
    Lease lease = take(one.leases(), "a");
    FutureTask<Lease> waiting = new FutureTask<>(() -> two.leases().acquire("leader", "b", TTL));
    Thread.ofVirtual().start(waiting);
    Thread.sleep(lease.ttl().plusSeconds(1));
    assertThat(lease.held()).isTrue();
    assertThat(waiting.isDone()).isFalse();
    lease.close();
    assertThat(waiting.get(5, TimeUnit.SECONDS).held()).isTrue();
  }

  @Test
  void whoHeldItBeforeCannotWriteAndTheHolderCan() {
    Lease first = take(one.leases(), "a");
    Store before = one.fencedBy(first);
    Counters.increment(before, "c");
    first.close();
    assertRefused(Code.FENCED, () -> Counters.increment(before, "c"));
    Lease second = take(two.leases(), "b");
    Store now = two.fencedBy(second);
    assertRefused(Code.FENCED, () -> Counters.increment(before, "c"));
    assertRefused(Code.FENCED, () -> before.batch(b -> b.update(t -> Counters.increment(t, "c"))));
    assertRefused(Code.FENCED, () -> before.update(t -> t.version()));
    assertThat(Counters.increment(now, "c")).isEqualTo(2);
    assertThat(Counters.increment(one, "c")).as("without a fence").isEqualTo(3);
  }

  @Test
  void itsHolderKnowsThatItEndedWhenEtcdIsGone() throws Exception {
    Lease lease = take(one.leases(), "a");
    cluster.member(0).pause();
    long start = System.nanoTime();
    lease.awaitEnd();
    assertThat(lease.held()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(lease.ttl().plusSeconds(10));
    cluster.member(0).resume();
  }

  @Test
  void aNameThatWouldNotBeAKeyIsRefused() {
    assertThatThrownBy(() -> one.leases().tryAcquire("a/b", "a", TTL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 'a/b'");
  }

  private static Lease take(Leases leases, String holder) {
    return leases.tryAcquire("leader", holder, TTL).orElseThrow();
  }
}
