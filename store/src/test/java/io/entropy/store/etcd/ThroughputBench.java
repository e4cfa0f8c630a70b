package io.entropy.store.etcd;

import io.entropy.store.model.Kinds;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.PutOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Updates per second of the store beside those of plain jetcd loops that do the same: each writer
/// has a counter of its own and puts it with a compare on its mod revision. Against one real etcd
/// member; run by hand, `main`.
final class ThroughputBench {
  private static final Duration TIME = Duration.ofSeconds(4);

  private ThroughputBench() {}

  private interface Writer {
    void write() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    try (EtcdCluster cluster = EtcdCluster.start(1);
        EtcdStore store = EtcdCluster.open(cluster.endpoint());
        Client client = cluster.client(0)) {
      for (int round = 0; round < 3; round++) {
        for (int writers : new int[] {1, 32}) {
          long plain = rate(writers, i -> plain(client, "plain" + i));
          long ours = rate(writers, i -> () -> Counters.increment(store, "c" + i));
          System.out.printf(
              "round %d, %d writers: plain %d/s, store %d/s, ratio %.2f%n",
              round, writers, plain, ours, (double) ours / plain);
        }
      }
    }
  }

  private interface Writers {
    Writer writer(int index);
  }

  private static Writer plain(Client client, String name) {
    ByteSequence key = Keys.bytes(name);
    var revision = new AtomicLong();
    var value = new AtomicLong();
    return () -> {
      byte[] bytes =
          Kinds.FAILURE_POLICIES.bytes(
              Counters.with(Counters.policy(name), value.incrementAndGet()));
      var cmp = new Cmp(key, Cmp.Op.EQUAL, CmpTarget.modRevision(revision.get()));
      var put = Op.put(key, ByteSequence.from(bytes), PutOption.DEFAULT);
      var done = client.getKVClient().txn().If(cmp).Then(put).commit().get();
      if (revision.get() == 0 && !done.isSucceeded()) {
        revision.set(client.getKVClient().get(key).get().getKvs().getFirst().getModRevision());
        return;
      }
      if (!done.isSucceeded()) {
        throw new IllegalStateException("a plain transaction was refused");
      }
      revision.set(done.getHeader().getRevision());
    };
  }

  private static long rate(int count, Writers writers) throws InterruptedException {
    var done = new AtomicLong();
    var end = new CountDownLatch(count);
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Writer writer = writers.writer(i);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (System.nanoTime() - start < TIME.toNanos()) {
                    writer.write();
                    done.incrementAndGet();
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                } finally {
                  end.countDown();
                }
              }));
    }
    end.await();
    for (Thread thread : threads) {
      thread.join();
    }
    return done.get() * 1_000 / TIME.toMillis();
  }
}
