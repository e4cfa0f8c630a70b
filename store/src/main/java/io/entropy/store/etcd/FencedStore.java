package io.entropy.store.etcd;

import io.entropy.store.Batch;
import io.entropy.store.ForwardingStore;
import io.entropy.store.Transaction;
import java.util.function.Consumer;
import java.util.function.Function;

/// An etcd store whose updates hold only while a lease does. Any thread.
record FencedStore(EtcdStore store, Fence fence) implements ForwardingStore {

  @Override
  public <R> R update(Function<? super Transaction, ? extends R> write) {
    return ScopedValue.where(Fence.SCOPE, fence).call(() -> store.update(write));
  }

  @Override
  public void batch(Consumer<? super Batch> fill) {
    ScopedValue.where(Fence.SCOPE, fence).run(() -> store.batch(fill));
  }
}
