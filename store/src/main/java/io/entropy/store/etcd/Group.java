package io.entropy.store.etcd;

import com.google.protobuf.ByteString;
import io.entropy.store.etcd.CommitRecord.Entry;
import io.entropy.store.etcd.CommitRecord.Place;
import io.entropy.store.etcd.CommitRecord.Written;
import io.entropy.store.model.Kind;
import io.entropy.store.watch.Commit;
import io.entropy.store.watch.WatchEvent.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Commits that go to etcd in one transaction, within what etcd takes in one. Owned by the thread
/// that sends.
final class Group {
  /// etcd's `--max-txn-ops` as it's by default, without our commit key.
  static final int MAX_OBJECTS = 127;

  /// etcd's `--max-request-bytes` as it's by default, less what wraps and compares.
  static final int MAX_BYTES = (1536 - 16) * 1024;

  private static final int OVERHEAD = 32;

  private final String nonce = UUID.randomUUID().toString();
  private final Mirror.Position base;
  private final List<Commit> commits = new ArrayList<>();
  private final Map<Key, @Nullable ByteString> last = new LinkedHashMap<>();
  private final List<List<Value>> values = new ArrayList<>();
  private final Set<Fence> fences = new HashSet<>();
  private int size;

  /// An object, wherever it's kept.
  record Key(Kind<?> kind, String id) {}

  private record Value(Key key, @Nullable ByteString bytes) {}

  Group(Mirror.Position base) {
    this.base = base;
  }

  String nonce() {
    return nonce;
  }

  Mirror.Position base() {
    return base;
  }

  List<Commit> commits() {
    return commits;
  }

  Set<Fence> fences() {
    return fences;
  }

  /// The version of its first commit, if it has any.
  long first() {
    return base.state().version() + 1;
  }

  /// The version after it.
  long version() {
    return base.state().version() + commits.size();
  }

  /// What is to be under each object's key; null is nothing.
  Map<Key, @Nullable ByteString> last() {
    return last;
  }

  /// Why a commit is too large for any group; null when it isn't.
  static @Nullable String tooLarge(Commit commit) {
    if (commit.changes().size() > MAX_OBJECTS) {
      return "it changes %d objects, etcd takes %d in one transaction"
          .formatted(commit.changes().size(), MAX_OBJECTS);
    }
    int bytes = size(values(commit));
    return bytes <= MAX_BYTES
        ? null
        : "it has %d bytes, etcd takes %d in one transaction".formatted(bytes, MAX_BYTES);
  }

  void fence(@Nullable Fence fence) {
    if (fence != null) {
      fences.add(fence);
    }
  }

  /// Takes the commit when it's the next one and there is room for it.
  boolean add(Commit commit) {
    List<Value> added = values(commit);
    Set<Key> objects = new HashSet<>(last.keySet());
    added.forEach(value -> objects.add(value.key()));
    int bytes = size + size(added);
    if (!commits.isEmpty() && (objects.size() > MAX_OBJECTS || bytes > MAX_BYTES)) {
      return false;
    }
    size = bytes;
    commits.add(commit);
    values.add(added);
    added.forEach(value -> last.put(value.key(), value.bytes()));
    return true;
  }

  CommitRecord record() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < commits.size(); i++) {
      entries.add(
          new Entry(commits.get(i).version(), values.get(i).stream().map(this::written).toList()));
    }
    return new CommitRecord(nonce, entries);
  }

  private Written written(Value value) {
    ByteString bytes = value.bytes();
    boolean isLast = Objects.equals(last.get(value.key()), bytes);
    Place place = bytes == null ? Place.GONE : isLast ? Place.KEY : Place.RECORD;
    return new Written(
        value.key().kind().name(),
        value.key().id(),
        place,
        place == Place.RECORD && bytes != null ? bytes : ByteString.EMPTY);
  }

  private static List<Value> values(Commit commit) {
    List<Value> values = new ArrayList<>(commit.changes().size());
    for (Change<?> change : commit.changes()) {
      values.add(value(change));
    }
    return values;
  }

  private static <T> Value value(Change<T> change) {
    T after = change.after();
    ByteString bytes = after == null ? null : ByteString.copyFrom(change.kind().bytes(after));
    return new Value(new Key(change.kind(), change.id()), bytes);
  }

  /// Each key is sent twice: as itself, and in the record.
  private static int size(List<Value> values) {
    int size = 0;
    for (Value value : values) {
      ByteString bytes = value.bytes();
      int key = value.key().kind().name().length() + 3 * value.key().id().length() + OVERHEAD;
      size += 2 * key + (bytes == null ? 0 : bytes.size());
    }
    return size;
  }
}
