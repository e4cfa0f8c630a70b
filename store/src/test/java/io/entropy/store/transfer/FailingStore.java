package io.entropy.store.transfer;

import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.Transaction;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.util.function.Consumer;
import java.util.function.Function;

/// A back end that commits a batch update by update, and loses its network after so many of them.
record FailingStore(Store store, int updates) implements Store {

  @Override
  public void batch(Consumer<? super Batch> fill) {
    fill.accept(
        new Batch() {
          private int done;

          @Override
          public void update(Consumer<? super Transaction> write) {
            if (done == updates) {
              throw new StoreException(Code.UNAVAILABLE, "the network is gone");
            }
            done++;
            store.batch(b -> b.update(write));
          }
        });
  }

  @Override
  public <R> R view(Function<? super Snapshot, ? extends R> read) {
    return store.view(read);
  }

  @Override
  public <R> R update(Function<? super Transaction, ? extends R> write) {
    return store.update(write);
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
    store.close();
  }
}
