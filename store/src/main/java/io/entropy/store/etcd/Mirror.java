package io.entropy.store.etcd;

import com.google.protobuf.ByteString;
import io.entropy.store.state.Head;
import io.entropy.store.state.State;
import io.entropy.store.watch.Commit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What we know to be in etcd. Commits of our own and those that the watch tells come together
/// here, each once and in order. Its monitor guards every field.
final class Mirror {
  private final Head head;
  private State state;

  /// Of the commit key.
  private long revision;

  /// Up to which everything in etcd is known.
  private long known;

  private long reloads;
  private @Nullable Group underWay;
  private boolean accepted;

  /// A state, with what etcd has to compare for it.
  ///
  /// @param revision the mod revision of the commit key; 0 when there is none
  /// @param reloads how often the mirror had been read anew
  record Position(State state, long revision, long reloads) {}

  Mirror(Loader.Loaded loaded, Head head) {
    this.head = head;
    this.state = loaded.state();
    this.revision = loaded.revision();
    this.known = loaded.known();
  }

  synchronized Position position() {
    return new Position(state, revision, reloads);
  }

  /// The first revision that the watch has to tell.
  synchronized long unknown() {
    return Math.max(known, revision) + 1;
  }

  /// That this group is being sent: from now on, who hears of it takes it as accepted.
  synchronized void sending(Group group) {
    underWay = group;
    accepted = false;
  }

  /// Whether the group that was sent last is in etcd, for all we know.
  synchronized boolean isAccepted() {
    return accepted;
  }

  /// That etcd took the group that was sent last.
  synchronized void accept(long at) {
    accepted = true;
    if (at > revision && underWay != null) {
      show(underWay.commits(), at);
    }
  }

  /// Takes what the watch tells of one revision at which the commit key was written. Says whether
  /// that followed on what we have; otherwise everything has to be read anew.
  synchronized boolean watched(long at, CommitRecord record, Map<Group.Key, ByteString> values) {
    if (at <= revision) {
      return true;
    }
    if (underWay != null && record.nonce().equals(underWay.nonce())) {
      accept(at);
      return true;
    }
    List<Commit> commits = new Replay(state, values).commits(record);
    if (commits.isEmpty() || commits.getFirst().version() != state.version() + 1) {
      return false;
    }
    show(commits, at);
    return true;
  }

  /// Goes on from everything read anew, and tells watchers when that's not what we had.
  synchronized void reload(Loader.Loaded loaded, String reason) {
    known = Math.max(known, loaded.known());
    if (loaded.revision() == revision || loaded.known() < revision) {
      return;
    }
    state = loaded.state();
    revision = loaded.revision();
    reloads++;
    head.restart(state, reason);
    notifyAll();
  }

  private void show(List<Commit> commits, long at) {
    for (Commit commit : commits) {
      state = state.apply(commit);
    }
    revision = at;
    head.advance(state, commits);
    notifyAll();
  }

  /// Waits until it has what was committed at that revision; false when that takes too long.
  synchronized boolean await(long at, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (revision < at) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      Uninterrupted.waitOn(this, Duration.ofNanos(left));
    }
    return true;
  }
}
