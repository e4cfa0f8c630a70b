package io.entropy.store.etcd;

import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.state.State;
import io.entropy.store.watch.Commit;
import io.entropy.store.watch.WatchEvent.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Commits put together for etcd, and taken apart again by another mirror.
final class GroupTest {
  private final Group group = new Group(new Mirror.Position(State.empty(), 0, 0));

  @Test
  void aReplayOfItsRecordMakesTheSameCommits() {
    List<Commit> commits = List.of(write(1, "a", 1), write(2, "b", 1), write(3, "a", 2), gone(4));
    commits.forEach(commit -> assertThat(group.add(commit)).isTrue());
    CommitRecord record = CommitRecord.parse(group.record().bytes().toByteArray());
    assertThat(record).isEqualTo(group.record());
    assertThat(record.version()).isEqualTo(4);
    List<Commit> replayed = new Replay(State.empty(), stored()).commits(record);
    assertThat(replayed).extracting(Commit::version).containsExactly(1L, 2L, 3L, 4L);
    assertThat(replayed.stream().map(c -> c.changes().getFirst().after()).toList())
        .isEqualTo(commits.stream().map(c -> c.changes().getFirst().after()).toList());
    assertThat(replayed.get(2).changes().getFirst().before())
        .isEqualTo(commits.getFirst().changes().getFirst().after());
  }

  @Test
  void anObjectWrittenTwiceIsOneKeyOfEtcd() {
    group.add(write(1, "a", 1));
    group.add(write(2, "a", 2));
    assertThat(group.last()).hasSize(1);
    assertThat(stored().values()).containsExactly(bytes("a", 2, 2));
  }

  @Test
  void itTakesAsManyObjectsAsEtcdDoes() {
    for (int i = 1; i <= Group.MAX_OBJECTS; i++) {
      assertThat(group.add(write(i, "id" + i, 1))).isTrue();
    }
    assertThat(group.add(write(Group.MAX_OBJECTS + 1, "more", 1))).isFalse();
    assertThat(group.add(write(Group.MAX_OBJECTS + 1, "id7", 2))).isTrue();
  }

  @Test
  void itTakesAsManyBytesAsEtcdDoes() {
    String large = "x".repeat(100_000);
    int version = 1;
    while (group.add(named(version, large))) {
      version++;
    }
    assertThat(version).isEqualTo(Group.MAX_BYTES / 100_000 + 1);
  }

  @Test
  void aCommitTooLargeForAnyGroupIsToldWhy() {
    List<Change<?>> many = new ArrayList<>();
    for (int i = 0; i <= Group.MAX_OBJECTS; i++) {
      many.addAll(write(1, "id" + i, 1).changes());
    }
    assertThat(Group.tooLarge(new Commit(1, many))).contains("128 objects, etcd takes 127");
    assertThat(Group.tooLarge(new Commit(1, many.subList(1, many.size())))).isNull();
    assertThat(Group.tooLarge(named(1, "x".repeat(Group.MAX_BYTES)))).contains("bytes, etcd takes");
  }

  @Test
  void aRecordOfALaterFormatOrOfNoneIsRefused() {
    assertThatThrownBy(() -> CommitRecord.parse(new byte[] {2}))
        .hasMessageContaining("format 2, this version of Entropy knows 1")
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
    assertThatThrownBy(() -> CommitRecord.parse(new byte[] {1, 9, 9}))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.CORRUPT));
  }

  @Test
  void anObjectIsKeptAsItIsInEveryOtherBackEnd() {
    try (var memory = new MemoryStore(InstantSource.fixed(Instant.EPOCH))) {
      FailurePolicy a = memory.update(t -> t.create(FAILURE_POLICIES, Counters.policy("a")));
      ByteString bytes = ByteString.copyFrom(FAILURE_POLICIES.bytes(a));
      assertThat(Replay.parse(FAILURE_POLICIES, "a", bytes)).isEqualTo(a);
    }
  }

  /// What would be under the objects' keys.
  private Map<Group.Key, ByteString> stored() {
    Map<Group.Key, ByteString> stored = new HashMap<>();
    group
        .last()
        .forEach((key, value) -> {
          if (value != null) {
            stored.put(key, value);
          }
        });
    return stored;
  }

  private static Commit write(long version, String id, long value) {
    return new Commit(
        version,
        List.of(new Change<>(FAILURE_POLICIES, id, null, policy(id, value, version), version)));
  }

  private static Commit named(long version, String name) {
    FailurePolicy policy = Counters.policy("id" + version);
    FailurePolicy large =
        policy.toBuilder().setSpec(policy.getSpec().toBuilder().setName(name)).build();
    return new Commit(
        version, List.of(new Change<>(FAILURE_POLICIES, policy.getId(), null, large, version)));
  }

  private static Commit gone(long version) {
    return new Commit(
        version, List.of(new Change<>(FAILURE_POLICIES, "b", policy("b", 1, 2), null, version)));
  }

  private static FailurePolicy policy(String id, long value, long version) {
    FailurePolicy policy = Counters.with(Counters.policy(id), value);
    return policy.toBuilder().setMeta(policy.getMeta().toBuilder().setVersion(version)).build();
  }

  private static ByteString bytes(String id, long value, long version) {
    return ByteString.copyFrom(FAILURE_POLICIES.bytes(policy(id, value, version)));
  }
}
