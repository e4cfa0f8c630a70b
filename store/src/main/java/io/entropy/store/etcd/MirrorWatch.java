package io.entropy.store.etcd;

import com.google.protobuf.ByteString;
import io.entropy.store.StoreException;
import io.entropy.store.etcd.Keys.ObjectKey;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.Watch.Watcher;
import io.etcd.jetcd.common.exception.CompactedException;
import io.etcd.jetcd.options.OptionsUtil;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchEvent.EventType;
import io.etcd.jetcd.watch.WatchResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps the mirror at what etcd has, by a watch that's begun again where the mirror ends whenever
/// it breaks. jetcd's own resuming isn't used: it goes on from the revision at which the watch was
/// created, though older events may not have come. What it says is taken on jetcd's thread, which
/// spares every commit a change of thread; a thread of its own sees to the watch.
///
/// A watch that says nothing isn't trusted for longer than [#SILENCE]: etcd is asked what the
/// newest commit is, so that a member that hangs, or is cut off from the others, is noticed.
final class MirrorWatch implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final System.Logger LOG = System.getLogger(MirrorWatch.class.getName());

  private final Members members;
  private final Keys keys;
  private final Mirror mirror;
  private final Duration timeout;
  private final Thread thread;
  private volatile boolean closed;

  /// When the watch said something last, as [System#nanoTime].
  private volatile long heard = System.nanoTime();

  /// The newest commit at the last silence; only used by the thread.
  private long missing;

  /// Why a watch is of no more use.
  private sealed interface End {
    record Broken(Throwable cause) implements End {}

    record Gap() implements End {}
  }

  MirrorWatch(Members members, Keys keys, Mirror mirror, Duration timeout) {
    this.members = members;
    this.keys = keys;
    this.mirror = mirror;
    this.timeout = timeout;
    this.thread = Thread.ofPlatform().daemon().name("etcd-mirror").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        followOnce();
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return; // by close
      }
    }
  }

  private void followOnce() throws InterruptedException {
    try {
      String lost = follow();
      if (lost != null) {
        mirror.reload(new Loader(members, keys, timeout).load(), lost);
      }
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "the mirror of etcd is stale", e);
    }
  }

  /// Watches until the watch breaks. Returns why everything has to be read anew, null when it
  /// hasn't.
  private @Nullable String follow() throws InterruptedException {
    Client client = members.client();
    var ends = new LinkedBlockingQueue<End>();
    WatchOption option =
        WatchOption.builder()
            .withRange(OptionsUtil.prefixEndOf(keys.all()))
            .withRevision(mirror.unknown())
            .withRequireLeader(true)
            .build();
    try (Watcher _ =
        client
            .getWatchClient()
            .watch(
                keys.all(),
                option,
                Watch.listener(
                    response -> hear(response, ends),
                    error -> ends.add(new End.Broken(error)),
                    () -> ends.add(new End.Broken(new IllegalStateException("ended")))))) {
      return follow(ends, client);
    }
  }

  private @Nullable String follow(LinkedBlockingQueue<End> ends, Client client)
      throws InterruptedException {
    while (true) {
      long quiet = System.nanoTime();
      switch (ends.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        case null -> {
          if (heard - quiet < 0 && isBehind()) {
            members.leave(client);
            return null;
          }
        }
        case End.Gap() -> {
          return "the watch of etcd had a gap";
        }
        case End.Broken(StoreException cause) -> throw cause;
        case End.Broken(CompactedException _) -> {
          return "compacted in etcd while the watch was lost";
        }
        case End.Broken _ -> {
          members.leave(client);
          return null;
        }
      }
    }
  }

  /// On jetcd's thread, one response after the other.
  private void hear(WatchResponse response, LinkedBlockingQueue<End> ends) {
    heard = System.nanoTime();
    if (!ends.isEmpty()) {
      return; // all of it will be watched again
    }
    try {
      if (!take(response)) {
        ends.add(new End.Gap());
      }
    } catch (RuntimeException e) {
      ends.add(new End.Broken(e));
    }
  }

  /// Whether etcd had a commit at the last silence already that hasn't come. Not knowing counts.
  private boolean isBehind() {
    try {
      var answer = members.attempt(c -> c.getKVClient().get(keys.commit()), SILENCE);
      long newest = answer.getKvs().isEmpty() ? 0 : answer.getKvs().getFirst().getModRevision();
      boolean stillMissing = missing >= mirror.unknown();
      missing = newest;
      return stillMissing;
    } catch (Failure _) {
      return true;
    }
  }

  /// Takes a response revision by revision. Says whether everything in it followed on what we have.
  private boolean take(WatchResponse response) {
    if (isKnown(response)) {
      return true;
    }
    long at = 0;
    KeyValue commit = null;
    Map<Group.Key, ByteString> values = new HashMap<>();
    boolean objects = false;
    for (WatchEvent event : response.getEvents()) {
      KeyValue entry = event.getKeyValue();
      if (entry.getModRevision() != at) {
        if (!take(at, commit, values, objects)) {
          return false;
        }
        at = entry.getModRevision();
        commit = null;
        values = new HashMap<>();
        objects = false;
      }
      ObjectKey key = keys.object(entry.getKey());
      if (entry.getKey().equals(keys.commit())) {
        if (event.getEventType() == EventType.DELETE) {
          return false; // by hand, or a restored backup
        }
        commit = entry;
      } else if (key != null) {
        objects = true;
        if (key.kind() != null && event.getEventType() == EventType.PUT) {
          values.put(
              new Group.Key(key.kind(), key.id()),
              ByteString.copyFrom(entry.getValue().getBytes()));
        }
      }
    }
    return take(at, commit, values, objects);
  }

  /// Whether all of it has been accepted already, as our own commits mostly are by then.
  private boolean isKnown(WatchResponse response) {
    long unknown = mirror.unknown();
    return response.getEvents().stream().allMatch(e -> e.getKeyValue().getModRevision() < unknown);
  }

  private boolean take(
      long at, @Nullable KeyValue commit, Map<Group.Key, ByteString> values, boolean objects) {
    if (commit == null) {
      return !objects || at < mirror.unknown();
    }
    return mirror.watched(at, CommitRecord.parse(commit.getValue().getBytes()), values);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
