package io.entropy.store.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.etcd.CommitRecord.Entry;
import io.entropy.store.etcd.CommitRecord.Place;
import io.entropy.store.etcd.CommitRecord.Written;
import io.entropy.store.model.Kind;
import io.entropy.store.state.State;
import io.entropy.store.watch.Commit;
import io.entropy.store.watch.WatchEvent.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes commits out of another process's record and the objects that came with it. Used by one
/// thread, for one record.
final class Replay {
  private State state;
  private final Map<Group.Key, ByteString> values;

  /// @param values what was put under the objects' keys
  Replay(State state, Map<Group.Key, ByteString> values) {
    this.state = state;
    this.values = values;
  }

  /// @throws StoreException `CORRUPT` when something in the record can't be read
  List<Commit> commits(CommitRecord record) {
    List<Commit> commits = new ArrayList<>(record.commits().size());
    for (Entry entry : record.commits()) {
      List<Change<?>> changes = new ArrayList<>(entry.written().size());
      for (Written written : entry.written()) {
        changes.add(change(known(written.kind()), written, entry.version()));
      }
      Commit commit = new Commit(entry.version(), changes);
      commits.add(commit);
      state = state.apply(commit);
    }
    return commits;
  }

  private <T> Change<T> change(Kind<T> kind, Written written, long version) {
    T before = state.get(kind, written.id()).orElse(null);
    return new Change<>(kind, written.id(), before, after(kind, written), version);
  }

  private <T> @Nullable T after(Kind<T> kind, Written written) {
    if (written.place() == Place.GONE) {
      return null;
    }
    ByteString value =
        written.place() == Place.RECORD
            ? written.value()
            : values.get(new Group.Key(kind, written.id()));
    if (value == null) {
      throw new StoreException(
          Code.CORRUPT, "%s/%s is in the commit record only".formatted(kind, written.id()));
    }
    return parse(kind, written.id(), value);
  }

  static <T> T parse(Kind<T> kind, String id, ByteString value) {
    try {
      return kind.parser().parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new StoreException(Code.CORRUPT, "%s/%s can't be read".formatted(kind, id), e);
    }
  }

  private static Kind<?> known(String name) {
    Kind<?> kind = Keys.kind(name);
    if (kind == null) {
      throw Loader.unknownKind(name);
    }
    return kind;
  }
}
