package io.entropy.store.etcd;

import com.google.protobuf.ByteString;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.etcd.Keys.ObjectKey;
import io.entropy.store.model.Kind;
import io.entropy.store.state.State;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.OptionsUtil;
import java.time.Duration;

/// Reads everything under a prefix as it was at one revision. Used by one thread, for one reading.
final class Loader {
  private static final int PAGE = 500;

  private final Members members;
  private final Keys keys;
  private final Duration patience;
  private State state = State.empty();
  private long version;
  private long revision;

  /// @param revision the mod revision of the commit key; 0 when there is none
  /// @param known etcd's revision that was read
  record Loaded(State state, long revision, long known) {}

  Loader(Members members, Keys keys, Duration patience) {
    this.members = members;
    this.keys = keys;
    this.patience = patience;
  }

  /// @throws StoreException `UNAVAILABLE` when etcd doesn't answer or has what we don't know,
  ///   `CORRUPT` when something can't be read
  Loaded load() {
    GetResponse page = page(keys.all(), 0);
    long known = page.getHeader().getRevision();
    while (true) {
      page.getKvs().forEach(this::add);
      if (!page.isMore()) {
        break;
      }
      ByteSequence last = page.getKvs().getLast().getKey();
      page = page(last.concat(ByteSequence.from(new byte[1])), known);
    }
    return new Loaded(state.at(version), revision, known);
  }

  private GetResponse page(ByteSequence from, long at) {
    GetOption option =
        GetOption.builder()
            .withRange(OptionsUtil.prefixEndOf(keys.all()))
            .withLimit(PAGE)
            .withRevision(at)
            .build();
    return members.call(client -> client.getKVClient().get(from, option), patience);
  }

  private void add(KeyValue entry) {
    if (entry.getKey().equals(keys.commit())) {
      version = CommitRecord.parse(entry.getValue().getBytes()).version();
      revision = entry.getModRevision();
      return;
    }
    ObjectKey key = keys.object(entry.getKey());
    if (key == null) {
      return;
    }
    if (key.kind() == null) {
      throw unknownKind(entry.getKey().toString());
    }
    state = with(key.kind(), key.id(), entry);
  }

  private <T> State with(Kind<T> kind, String id, KeyValue entry) {
    ByteString value = ByteString.copyFrom(entry.getValue().getBytes());
    return state.with(kind, Replay.parse(kind, id, value));
  }

  static StoreException unknownKind(String name) {
    return new StoreException(
        Code.UNAVAILABLE,
        "the store holds %s, which this version of Entropy doesn't know".formatted(name));
  }
}
