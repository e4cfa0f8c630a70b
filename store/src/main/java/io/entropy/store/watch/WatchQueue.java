package io.entropy.store.watch;

import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchEvent.Committed;
import io.entropy.store.watch.WatchEvent.Resync;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One watcher's queue of whole commits, bounded by the changes in them. Its own lock guards it;
/// the hub's lock may be held outside of that, never the other way round.
final class WatchQueue implements Watch {
  private final WatchFilter filter;
  private final int limit;
  private final Consumer<WatchQueue> onClose;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Commit> commits = new ArrayDeque<>();
  private int unread;

  /// What comes after the queued commits; null while the watch lasts.
  private @Nullable WatchEvent end;

  /// The commit that the reader is in the middle of; version 0 when in none.
  private Iterator<Change<?>> reading = Collections.emptyIterator();

  private long readingVersion;

  WatchQueue(WatchFilter filter, int limit, Consumer<WatchQueue> onClose) {
    this.filter = filter;
    this.limit = limit;
    this.onClose = onClose;
  }

  /// Queues what the filter lets through, or cuts the queue when that's too much. Says whether the
  /// watch lasts.
  boolean offer(Commit commit) {
    Commit mine = commit.only(filter);
    lock.lock();
    try {
      if (end != null || mine.changes().isEmpty()) {
        return end == null;
      }
      unread += mine.changes().size();
      if (unread > limit) {
        commits.clear();
        finish(new Resync("overflow: more than %d changes were unread".formatted(limit)));
        return false;
      }
      commits.add(mine);
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the watch after what's queued.
  void end(WatchEvent last) {
    lock.lock();
    try {
      if (end == null) {
        finish(last);
      }
    } finally {
      lock.unlock();
    }
  }

  private void finish(WatchEvent last) {
    end = last;
    arrived.signalAll();
  }

  @Override
  public WatchEvent take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      WatchEvent event = next();
      while (event == null) {
        arrived.await();
        event = next();
      }
      return event;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable WatchEvent poll(Duration timeout) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.convert(timeout);
    lock.lockInterruptibly();
    try {
      WatchEvent event = next();
      while (event == null && left > 0) {
        left = arrived.awaitNanos(left);
        event = next();
      }
      return event;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable WatchEvent next() {
    if (reading.hasNext()) {
      return reading.next();
    }
    if (readingVersion != 0) {
      WatchEvent marker = new Committed(readingVersion);
      readingVersion = 0;
      return marker;
    }
    Commit commit = commits.poll();
    if (commit != null) {
      unread -= commit.changes().size();
      reading = commit.changes().iterator();
      readingVersion = commit.version();
      return reading.next();
    }
    WatchEvent last = end;
    if (last != null) {
      end = new Closed();
    }
    return last;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      commits.clear();
      reading = Collections.emptyIterator();
      readingVersion = 0;
      finish(new Closed());
    } finally {
      lock.unlock();
    }
    onClose.accept(this);
  }
}
