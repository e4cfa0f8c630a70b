package io.entropy.store;

import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.util.function.Consumer;
import java.util.function.Function;

/// A store that is another one, but for what its implementer does otherwise. Closing it leaves the
/// other one open, which is closed by who opened it.
public interface ForwardingStore extends Store {

  /// The other one.
  Store store();

  @Override
  default <R> R view(Function<? super Snapshot, ? extends R> read) {
    return store().view(read);
  }

  @Override
  default <R> R update(Function<? super Transaction, ? extends R> write) {
    return store().update(write);
  }

  @Override
  default void batch(Consumer<? super Batch> fill) {
    store().batch(fill);
  }

  @Override
  default Watch watch(WatchFilter filter) {
    return store().watch(filter);
  }

  @Override
  default <R> ViewAndWatch<R> viewAndWatch(
      Function<? super Snapshot, ? extends R> read, WatchFilter filter) {
    return store().viewAndWatch(read, filter);
  }

  @Override
  default Watch watchFrom(long version, WatchFilter filter) {
    return store().watchFrom(version, filter);
  }

  @Override
  default void close() {}
}
