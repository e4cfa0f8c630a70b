package io.entropy.store.watch;

import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchEvent.Resync;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Every watch of a store, and the history that new ones may begin in. Its monitor makes commits
/// and registrations one sequence.
public final class WatchHub implements AutoCloseable {
  private final int queueLimit;
  private final int historyLimit;
  private History history;
  private final Set<WatchQueue> queues = new LinkedHashSet<>();

  /// @param version that of the last commit before the first that will be published
  /// @param queueLimit changes that a watch may have unread
  /// @param historyLimit commits that are kept for [#watchFrom]
  public WatchHub(long version, int queueLimit, int historyLimit) {
    this.queueLimit = queueLimit;
    this.historyLimit = historyLimit;
    this.history = new History(version, historyLimit);
  }

  /// Tells every watch of these commits, which are in order and follow those published before.
  public synchronized void publish(List<Commit> commits) {
    for (Commit commit : commits) {
      history.add(commit);
      queues.removeIf(queue -> !queue.offer(commit));
    }
  }

  /// Begins again at that version, with commits before it unknown: every watch is told to resync.
  public synchronized void restart(long version, String reason) {
    queues.forEach(queue -> queue.end(new Resync(reason)));
    queues.clear();
    history = new History(version, historyLimit);
  }

  /// A watch of what is published from now on.
  public synchronized Watch watch(WatchFilter filter) {
    WatchQueue queue = newQueue(filter);
    queues.add(queue);
    return queue;
  }

  /// A watch of every commit after that version, or one that only says to resync.
  public synchronized Watch watchFrom(long version, WatchFilter filter) {
    WatchQueue queue = newQueue(filter);
    if (!history.reaches(version)) {
      queue.end(new Resync("compacted: asked for %d, kept is %s".formatted(version, history)));
      return queue;
    }
    for (Commit commit : history.after(version)) {
      if (!queue.offer(commit)) {
        return queue;
      }
    }
    queues.add(queue);
    return queue;
  }

  /// Ends every watch after what it was told.
  @Override
  public synchronized void close() {
    queues.forEach(queue -> queue.end(new Closed()));
    queues.clear();
  }

  private WatchQueue newQueue(WatchFilter filter) {
    return new WatchQueue(filter, queueLimit, this::forget);
  }

  private synchronized void forget(WatchQueue queue) {
    queues.remove(queue);
  }
}
