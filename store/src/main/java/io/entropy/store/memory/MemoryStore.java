package io.entropy.store.memory;

import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.Transaction;
import io.entropy.store.state.CommitLog.Ticket;
import io.entropy.store.state.Head;
import io.entropy.store.state.State;
import io.entropy.store.state.Writer;
import io.entropy.store.watch.Commit;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A store in memory: a commit is as durable as the process, so it's seen at once.
public final class MemoryStore implements Store {
  private static final Ticket DONE = () -> {};

  private final Head head;
  private final Writer writer;

  public MemoryStore(InstantSource clock) {
    this(clock, StoreLimits.DEFAULT);
  }

  public MemoryStore(InstantSource clock, StoreLimits limits) {
    head = new Head(State.empty(), limits);
    writer = new Writer(State.empty(), clock, limits, this::append);
  }

  private Ticket append(State next, List<Commit> commits) {
    if (!commits.isEmpty()) {
      head.advance(next, commits);
    }
    return DONE;
  }

  @Override
  public <R> R view(Function<? super Snapshot, ? extends R> read) {
    return read.apply(head.state());
  }

  @Override
  public <R> R update(Function<? super Transaction, ? extends R> write) {
    return writer.update(write);
  }

  @Override
  public void batch(Consumer<? super Batch> fill) {
    writer.batch(fill);
  }

  @Override
  public Watch watch(WatchFilter filter) {
    return head.watch(filter);
  }

  @Override
  public <R> ViewAndWatch<R> viewAndWatch(
      Function<? super Snapshot, ? extends R> read, WatchFilter filter) {
    return head.viewAndWatch(read, filter);
  }

  @Override
  public Watch watchFrom(long version, WatchFilter filter) {
    return head.watchFrom(version, filter);
  }

  @Override
  public void close() {
    if (writer.close()) {
      head.close();
    }
  }
}
