package io.entropy.server.access;

import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Batch;
import io.entropy.store.ForwardingStore;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/// A store that writes who does it into the first transaction of each [Act]: a change and its
/// author are committed together or not at all. What no act does is written as it is. Any thread.
public record AuditingStore(Store store, EventLog log) implements ForwardingStore {

  @Override
  public <R> R update(Function<? super Transaction, ? extends R> write) {
    Optional<Act> act = unrecorded();
    R result =
        store.update(tx -> {
          R written = write.apply(tx);
          act.ifPresent(a -> log.write(tx, AuditEvents.changed(a)));
          return written;
        });
    act.ifPresent(Act::isRecordedNow);
    return result;
  }

  @Override
  public void batch(Consumer<? super Batch> fill) {
    Optional<Act> act = unrecorded();
    store.batch(batch -> {
      AtomicBoolean first = new AtomicBoolean(true); // a back end may run this again
      fill.accept(
          (Batch)
              write ->
                  batch.update(tx -> {
                    write.accept(tx);
                    if (first.getAndSet(false)) {
                      act.ifPresent(a -> log.write(tx, AuditEvents.changed(a)));
                    }
                  }));
    });
    act.ifPresent(Act::isRecordedNow);
  }

  private static Optional<Act> unrecorded() {
    return Act.current().filter(a -> !a.isRecorded());
  }
}
