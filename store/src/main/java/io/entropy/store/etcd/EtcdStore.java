package io.entropy.store.etcd;

import io.entropy.store.Batch;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import io.entropy.store.Transaction;
import io.entropy.store.lease.Lease;
import io.entropy.store.lease.Leases;
import io.entropy.store.state.Head;
import io.entropy.store.state.HeadStore;
import io.entropy.store.state.Writer;
import io.etcd.jetcd.kv.GetResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A store in etcd, that several processes have open at once.
///
/// Views and watches are of a copy in this process, which a watch of etcd keeps some milliseconds
/// old; updates are always over the newest state, also those that only read or are refused. When
/// another process commits first, the caller's function is run again over what it committed.
///
/// An update of which etcd doesn't say what became of it is looked into until the endpoint's
/// timeout is over, and is `OUTCOME_UNKNOWN` only after that. One that etcd can't have carried out
/// is `UNAVAILABLE`.
public final class EtcdStore extends HeadStore {
  /// How often others may come first, before an update gives up.
  private static final int RACES = 200;

  private final Members members;
  private final Keys keys;
  private final Duration timeout;
  private final Mirror mirror;
  private final EtcdLog log;
  private final MirrorWatch watch;

  private EtcdStore(
      Members members, EtcdEndpoint endpoint, InstantSource clock, StoreLimits limits) {
    Keys keys = new Keys(endpoint.prefix());
    Duration timeout = endpoint.timeout();
    Loader.Loaded loaded = new Loader(members, keys, timeout).load();
    Head head = new Head(loaded.state(), limits);
    Mirror mirror = new Mirror(loaded, head);
    EtcdLog log = new EtcdLog(mirror, new Sender(members, keys, mirror, timeout));
    super(head, new Writer(loaded.state(), clock, limits, log));
    this.members = members;
    this.keys = keys;
    this.timeout = timeout;
    this.mirror = mirror;
    this.log = log;
    this.watch = new MirrorWatch(members, keys, mirror, timeout);
  }

  /// Opens the store under the endpoint's prefix. An empty prefix is an empty store.
  ///
  /// @throws StoreException `UNAVAILABLE` when etcd can't be reached or refuses us, or holds what a
  ///   newer version of Entropy wrote; `CORRUPT` when what it holds can't be read
  public static EtcdStore open(EtcdEndpoint endpoint, InstantSource clock, StoreLimits limits) {
    var members = new Members(endpoint);
    try {
      var store = new EtcdStore(members, endpoint, clock, limits);
      store.log.start();
      store.watch.start();
      return store;
    } catch (RuntimeException e) {
      members.close();
      if (e instanceof StoreException refused) {
        throw new StoreException(
            refused.code(), "can't open %s: %s".formatted(endpoint, e.getMessage()), e);
      }
      throw e;
    }
  }

  /// Leases under the same prefix. They end when the store is closed, though not at once.
  public Leases leases() {
    return new EtcdLeases(members, keys, timeout);
  }

  /// This store for the holder of a lease of [#leases]: etcd itself refuses its updates as `FENCED`
  /// once the lease has ended. What every holder before has committed is in its views. Closing it
  /// does nothing.
  public Store fencedBy(Lease lease) {
    GetResponse newest = members.call(c -> c.getKVClient().get(keys.commit()), timeout);
    if (!newest.getKvs().isEmpty()
        && !mirror.await(newest.getKvs().getFirst().getModRevision(), timeout)) {
      throw new StoreException(Code.UNAVAILABLE, "the watch of etcd lags behind");
    }
    return new FencedStore(this, new Fence(keys.lease(lease.name()), lease.token()));
  }

  @Override
  public <R> R update(Function<? super Transaction, ? extends R> write) {
    return racing(() -> super.update(write));
  }

  @Override
  public void batch(Consumer<? super Batch> fill) {
    racing(() -> {
      super.batch(fill);
      return this;
    });
  }

  private static <R> R racing(Supplier<R> run) {
    for (int races = 1; ; races++) {
      try {
        return run.get();
      } catch (LostRace e) {
        if (races == RACES) {
          throw new StoreException(
              Code.SEQUENCE_CONFLICT, "others came first %d times".formatted(races), e);
        }
        if (races > 3) {
          sleep(ThreadLocalRandom.current().nextLong(Math.min(races, 20)));
        }
      }
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Code.UNAVAILABLE, "interrupted before the update", e);
    }
  }

  @Override
  public void close() {
    if (writer().close()) {
      log.close();
      watch.close();
      head().close();
      members.close();
    }
  }
}
