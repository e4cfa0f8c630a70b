package io.entropy.store.conformance;

import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.conformance.Samples.seeded;
import static io.entropy.store.conformance.Samples.seen;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import io.entropy.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Many threads at once, and what holds all the time: policies are accounts, their seeds amounts
/// that writers move from one to the other, so the sum stays. Platform threads, since readers spin.
interface ConcurrencyConformance extends StoreUnderTest {
  int ACCOUNTS = 10;
  int WRITERS = 4;
  int TRANSFERS = 300;
  long SUM = ACCOUNTS * 1_000L;

  @Test
  default void readersAlwaysSeeAWholeCommit() throws Exception {
    Store store = withAccounts(StoreLimits.DEFAULT);
    var done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Callable<Integer> reader =
          () -> {
            long version = 0;
            int reads = 0;
            while (!done.get()) {
              Snapshot seen = seen(store);
              assertThat(sum(seen)).isEqualTo(SUM);
              assertThat(seen.version()).isGreaterThanOrEqualTo(version);
              version = seen.version();
              reads++;
            }
            return reads;
          };
      List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
      finish(writers(store, threads));
      done.set(true);
      finish(readers);
    }
    assertThat(sum(seen(store))).isEqualTo(SUM);
  }

  @Test
  default void replicasThatJoinAtAnyTimeMissNothingAndGetNothingTwice() throws Exception {
    Store store = withAccounts(StoreLimits.DEFAULT);
    assertThat(replicate(store)).as("resyncs").isZero();
  }

  @Test
  default void replicasThatAreCutCatchUpByResync() throws Exception {
    replicate(withAccounts(StoreLimits.DEFAULT.withWatchQueue(4).withHistory(4)));
  }

  @Test
  default void ofIncrementsByOptimisticWritersNoneIsLost() throws Exception {
    Store store = store();
    store.update(t -> t.create(FAILURE_POLICIES, policy("counter", "counter")));
    Callable<Integer> writer =
        () -> {
          int conflicts = 0;
          for (int i = 0; i < TRANSFERS; i++) {
            while (!increment(store)) {
              conflicts++;
            }
          }
          return conflicts;
        };
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit(writer));
      }
      finish(writers);
    }
    assertThat(seen(store).get(FAILURE_POLICIES, "counter").orElseThrow().getSpec())
        .extracting(spec -> spec.getSeed())
        .isEqualTo((long) WRITERS * TRANSFERS);
  }

  private static boolean increment(Store store) {
    FailurePolicy read = seen(store).get(FAILURE_POLICIES, "counter").orElseThrow();
    try {
      store.update(t -> t.update(FAILURE_POLICIES, seeded(read, read.getSpec().getSeed() + 1)));
      return true;
    } catch (StoreException e) {
      assertThat(e.code()).isEqualTo(Code.SEQUENCE_CONFLICT);
      return false;
    }
  }

  /// Runs writers while replicas come, follow, rejoin and check themselves. Returns the resyncs.
  private int replicate(Store store) throws Exception {
    int resyncs = 0;
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Integer>> writers = writers(store, threads);
      List<Future<Replica>> replicas = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        replicas.add(threads.submit(() -> follower(store)));
      }
      finish(writers);
      long last = seen(store).version();
      for (Replica replica : finish(replicas)) {
        replica.follow(last);
        assertThat(replica.copy().values())
            .containsExactlyElementsOf(seen(store).all(FAILURE_POLICIES));
        resyncs += replica.resyncs();
        replica.close();
      }
    }
    return resyncs;
  }

  private static Replica follower(Store store) {
    var replica = new Replica(store);
    for (int i = 0; i < 20; i++) {
      replica.follow(seen(store).version());
      replica.rejoin();
    }
    return replica;
  }

  private Store withAccounts(StoreLimits limits) {
    Store store = open(limits);
    store.batch(b -> {
      for (int i = 0; i < ACCOUNTS; i++) {
        String id = "account" + i;
        b.update(t -> t.create(FAILURE_POLICIES, seeded(policy(id, id), 1_000)));
      }
    });
    return store;
  }

  private static List<Future<Integer>> writers(Store store, ExecutorService threads) {
    List<Future<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      var random = new Random(i);
      writers.add(
          threads.submit(() -> {
            for (int n = 0; n < TRANSFERS; n++) {
              store.update(t -> transfer(t, random));
            }
            return TRANSFERS;
          }));
    }
    return writers;
  }

  private static FailurePolicy transfer(Transaction t, Random random) {
    List<FailurePolicy> accounts = t.all(FAILURE_POLICIES);
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    int amount = random.nextInt(100);
    add(t, accounts.get(from), -amount);
    return add(t, accounts.get(to), amount);
  }

  private static FailurePolicy add(Transaction t, FailurePolicy account, int amount) {
    return t.update(FAILURE_POLICIES, seeded(account, account.getSpec().getSeed() + amount));
  }

  private static long sum(Snapshot snapshot) {
    return snapshot.all(FAILURE_POLICIES).stream().mapToLong(p -> p.getSpec().getSeed()).sum();
  }

  private static <T> List<T> finish(List<Future<T>> tasks)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    for (Future<T> task : tasks) {
      results.add(task.get());
    }
    return results;
  }
}
