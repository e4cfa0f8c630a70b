package io.entropy.store.state;

import io.entropy.store.Batch;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import io.entropy.store.Transaction;
import io.entropy.store.state.CommitLog.Ticket;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The turn to write: one transaction at a time, each over the state that the one before led to,
/// durable or not. The lock guards every field; nobody waits for durability inside it.
public final class Writer {
  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final EventRetention retention;
  private final CommitLog log;
  private State tip;
  private boolean closed;

  public Writer(State first, InstantSource clock, StoreLimits limits, CommitLog log) {
    this.tip = first;
    this.clock = clock;
    this.retention = new EventRetention(limits.events(), limits.eventAge());
    this.log = log;
  }

  /// Runs one transaction and waits until it's committed.
  public <R> R update(Function<? super Transaction, ? extends R> write) {
    return commit(batch -> batch.run(write));
  }

  /// Runs many transactions, each over the one before, and waits until all are committed.
  public void batch(Consumer<? super Batch> fill) {
    this.<@Nullable Void>commit(batch -> {
      fill.accept(batch);
      return null;
    });
  }

  private <R extends @Nullable Object> R commit(Function<PendingBatch, ? extends R> run) {
    Supplier<R> outcome;
    Ticket ticket;
    take();
    tip = log.base(tip);
    PendingBatch batch = new PendingBatch(tip, clock, retention);
    try {
      R result = run.apply(batch);
      ticket = log.append(batch.state(), batch.commits());
      tip = batch.state();
      outcome = () -> result;
    } catch (StoreException e) {
      // It may rest on commits that aren't durable yet, so it's only told once they are.
      ticket = log.append(tip, List.of());
      outcome =
          () -> {
            throw e;
          };
    } finally {
      batch.end();
      lock.unlock();
    }
    ticket.await();
    return outcome.get();
  }

  /// Runs `recovery` with nobody writing and goes on from the state that it returns: how a back end
  /// takes back commits that it could not make durable.
  public void resetTo(Supplier<State> recovery) {
    lock.lock();
    try {
      tip = recovery.get();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the transaction that runs and refuses all later ones. Says whether it was this call
  /// that did it.
  public boolean close() {
    refuseNesting();
    lock.lock();
    try {
      boolean open = !closed;
      closed = true;
      return open;
    } finally {
      lock.unlock();
    }
  }

  private void take() {
    refuseNesting();
    lock.lock();
    if (closed) {
      lock.unlock();
      throw new StoreException(Code.CLOSED, "the store is closed");
    }
  }

  private void refuseNesting() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "this thread is inside an update already: use its transaction");
    }
  }
}
