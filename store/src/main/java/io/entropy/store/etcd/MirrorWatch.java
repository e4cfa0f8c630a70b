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
/// created, though older events may not have come. One thread of its own.
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

  /// The newest commit at the last silence; only used by the thread.
  private long missing;

  /// What a watch says: a response, or its end.
  private record Signal(@Nullable WatchResponse response, @Nullable Throwable end) {}

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
        String lost = follow();
        if (lost != null) {
          mirror.reload(new Loader(members, keys, timeout).load(), lost);
        }
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return; // by close
      } catch (StoreException e) {
        LOG.log(System.Logger.Level.WARNING, "the mirror of etcd is stale", e);
      }
    }
  }

  /// Watches until the watch breaks. Returns why everything has to be read anew, null when it
  /// hasn't.
  private @Nullable String follow() throws InterruptedException {
    Client client = members.client();
    var signals = new LinkedBlockingQueue<Signal>();
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
                    response -> signals.add(new Signal(response, null)),
                    error -> signals.add(new Signal(null, error)),
                    () -> signals.add(new Signal(null, new IllegalStateException("ended")))))) {
      return follow(signals, client);
    }
  }

  private @Nullable String follow(LinkedBlockingQueue<Signal> signals, Client client)
      throws InterruptedException {
    while (true) {
      Signal signal = signals.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (signal == null) {
        if (isBehind()) {
          members.leave(client);
          return null;
        }
      } else if (signal.response() != null) {
        if (!take(signal.response())) {
          return "the watch of etcd had a gap";
        }
      } else {
        boolean compacted = signal.end() instanceof CompactedException;
        if (!compacted) {
          members.leave(client);
        }
        return compacted ? "compacted in etcd while the watch was lost" : null;
      }
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
