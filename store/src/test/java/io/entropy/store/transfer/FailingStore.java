package io.entropy.store.transfer;

import io.entropy.store.Batch;
import io.entropy.store.ForwardingStore;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.Transaction;
import java.util.function.Consumer;

/// A back end that commits a batch update by update, and loses its network after so many of them.
record FailingStore(Store store, int updates) implements ForwardingStore {

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
}
