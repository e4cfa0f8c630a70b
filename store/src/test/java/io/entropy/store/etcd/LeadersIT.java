package io.entropy.store.etcd;

import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.lease.Lease;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchEvent.Committed;
import io.entropy.store.watch.WatchEvent.Resync;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One leader after the other on one etcd, each writing batches from several threads when its term
/// ends: what a deposed one wrote never comes after its successor's first write.
@Timeout(120)
final class LeadersIT {
  private static final int TERMS = 6;
  private static final int THREADS = 3;

  /// More than etcd takes in one transaction, so that a term ends within a batch.
  private static final int BATCH = 300;

  private static final String TOKEN = "token";
  private static final String END = "end";

  private EtcdCluster cluster;
  private EtcdStore observer;
  private List<EtcdStore> managers;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void open() throws Exception {
    cluster = EtcdCluster.start(1);
    EtcdEndpoint endpoint = cluster.endpoint();
    observer = EtcdCluster.open(endpoint);
    managers = List.of(EtcdCluster.open(endpoint), EtcdCluster.open(endpoint));
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    managers.forEach(EtcdStore::close);
    observer.close();
    cluster.close();
  }

  @Test
  void whatADeposedLeaderWritesNeverFollowsItsSuccessor() throws Exception {
    Counters.increment(observer, TOKEN);
    Future<List<Long>> tokens;
    Set<Long> terms = new HashSet<>();
    try (Watch watch = observer.watch(WatchFilter.of(FAILURE_POLICIES))) {
      tokens = threads.submit(() -> tokensUntilEnd(watch));
      List<Future<Term>> running = new ArrayList<>();
      for (int term = 0; term < TERMS; term++) {
        EtcdStore manager = managers.get(term % managers.size());
        Lease lease = manager.leases().acquire("leader", "m" + term, Duration.ofSeconds(5));
        terms.add(lease.token());
        for (int thread = 0; thread < THREADS; thread++) {
          String counter = term + "-" + thread;
          running.add(threads.submit(() -> lead(manager.fencedBy(lease), lease.token(), counter)));
        }
        awaitWriteOf(lease.token());
        lease.close();
      }
      for (Future<Term> term : running) {
        Term ended = term.get(60, TimeUnit.SECONDS);
        assertThat(Counters.increment(managers.getFirst(), ended.counter) - 1)
            .as("%s: what was acknowledged, and a beginning of the last batch", ended)
            .isBetween(ended.acknowledged, ended.acknowledged + BATCH - 1);
      }
      Counters.increment(observer, END);
      assertThat(tokens.get(30, TimeUnit.SECONDS)).isSorted().containsAll(terms);
    }
  }

  private record Term(String counter, long acknowledged) {}

  /// Writes batches until it is told that it's no longer the leader.
  private static Term lead(Store fenced, long token, String counter) {
    long acknowledged = 0;
    while (true) {
      try {
        fenced.batch(batch -> {
          for (int i = 0; i < BATCH; i++) {
            batch.update(t -> {
              t.update(
                  FAILURE_POLICIES,
                  Counters.with(t.get(FAILURE_POLICIES, TOKEN).orElseThrow(), token));
              Counters.increment(t, counter);
            });
          }
        });
        acknowledged += BATCH;
      } catch (StoreException e) {
        if (e.code() == Code.FENCED) {
          return new Term(counter, acknowledged);
        }
        // Of those that weren't sent yet it's only known that something before them failed.
        assertThat(e.code()).isEqualTo(Code.SEQUENCE_CONFLICT);
        acknowledged = Counters.value(fenced, counter);
      }
    }
  }

  private void awaitWriteOf(long token) throws InterruptedException {
    while (Counters.value(observer, TOKEN) != token) {
      Thread.sleep(5);
    }
  }

  private static List<Long> tokensUntilEnd(Watch watch) throws InterruptedException {
    List<Long> tokens = new ArrayList<>();
    while (true) {
      switch (watch.take()) {
        case Change<?>(var _, var id, var _, FailurePolicy after, var _) when id.equals(TOKEN) ->
            tokens.add(after.getSpec().getSeed());
        case Change<?> change when change.id().equals(END) -> {
          return tokens;
        }
        case Change<?> _, Committed _ -> {}
        case Resync _, Closed _ -> throw new IllegalStateException("the watch didn't keep up");
      }
    }
  }
}
