package io.entropy.store.watch;

import java.util.ArrayDeque;
import java.util.List;

/// The last commits, so that a watch can begin in the past. Owned by the [WatchHub]'s lock.
final class History {
  private final int limit;
  private final ArrayDeque<Commit> commits = new ArrayDeque<>();

  /// The version after which every commit is kept.
  private long floor;

  private long newest;

  History(long version, int limit) {
    this.limit = limit;
    this.floor = version;
    this.newest = version;
  }

  void add(Commit commit) {
    newest = commit.version();
    commits.add(commit);
    if (commits.size() > limit) {
      floor = commits.remove().version();
    }
  }

  /// Whether it has every commit after that version.
  boolean reaches(long version) {
    return version >= floor && version <= newest;
  }

  List<Commit> after(long version) {
    return commits.stream().filter(c -> c.version() > version).toList();
  }

  @Override
  public String toString() {
    return "%d to %d".formatted(floor, newest);
  }
}
