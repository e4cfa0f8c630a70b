package io.entropy.store.state;

import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.util.function.Consumer;
import java.util.function.Function;

/// A store whose views and watches are of a [Head] in this process, and whose updates a [Writer]
/// makes.
public abstract class HeadStore implements Store {
  private final Head head;
  private final Writer writer;

  protected HeadStore(Head head, Writer writer) {
    this.head = head;
    this.writer = writer;
  }

  protected final Head head() {
    return head;
  }

  protected final Writer writer() {
    return writer;
  }

  @Override
  public final <R> R view(Function<? super Snapshot, ? extends R> read) {
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
  public final Watch watch(WatchFilter filter) {
    return head.watch(filter);
  }

  @Override
  public final <R> ViewAndWatch<R> viewAndWatch(
      Function<? super Snapshot, ? extends R> read, WatchFilter filter) {
    return head.viewAndWatch(read, filter);
  }

  @Override
  public final Watch watchFrom(long version, WatchFilter filter) {
    return head.watchFrom(version, filter);
  }
}
