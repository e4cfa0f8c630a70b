package io.entropy.store.etcd;

import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.util.function.Consumer;
import java.util.function.Function;

/// An etcd store whose updates hold only while a lease does. Any thread.
record FencedStore(EtcdStore store, Fence fence) implements Store {

  @Override
  public <R> R update(Function<? super Transaction, ? extends R> write) {
    return ScopedValue.where(Fence.SCOPE, fence).call(() -> store.update(write));
  }

  @Override
  public void batch(Consumer<? super Batch> fill) {
    ScopedValue.where(Fence.SCOPE, fence).run(() -> store.batch(fill));
  }

  @Override
  public <R> R view(Function<? super Snapshot, ? extends R> read) {
    return store.view(read);
  }

  @Override
  public Watch watch(WatchFilter filter) {
    return store.watch(filter);
  }

  @Override
  public <R> ViewAndWatch<R> viewAndWatch(
      Function<? super Snapshot, ? extends R> read, WatchFilter filter) {
    return store.viewAndWatch(read, filter);
  }

  @Override
  public Watch watchFrom(long version, WatchFilter filter) {
    return store.watchFrom(version, filter);
  }

  @Override
  public void close() {
    // the store is closed by who opened it
  }
}
