package io.entropy.store.conformance;

import static io.entropy.api.v1.InjectionState.COMPLETE;
import static io.entropy.api.v1.InjectionState.RUNNING;
import static io.entropy.store.conformance.Samples.in;
import static io.entropy.store.conformance.Samples.injection;
import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.conformance.Samples.seen;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static io.entropy.store.model.Kinds.INJECTIONS;
import static io.entropy.store.model.Kinds.INJECTIONS_BY_NODE;
import static io.entropy.store.model.Kinds.INJECTIONS_BY_POLICY;
import static io.entropy.store.model.Kinds.INJECTIONS_BY_TARGET;
import static io.entropy.store.model.Kinds.LIVE;
import static io.entropy.store.model.Kinds.LIVE_INJECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Injection;
import io.entropy.store.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a snapshot shows, and that nothing changes it.
interface SnapshotConformance extends StoreUnderTest {

  @Test
  default void anEmptyStoreIsAtVersionZero() {
    Snapshot snapshot = seen(store());
    assertThat(snapshot.version()).isZero();
    assertThat(snapshot.get(INJECTIONS, "i")).isEmpty();
    assertThat(snapshot.all(INJECTIONS)).isEmpty();
    assertThat(snapshot.count(INJECTIONS)).isZero();
    assertThat(snapshot.find(INJECTIONS_BY_NODE, "n")).isEmpty();
    assertThat(snapshot.findAfter(INJECTIONS_BY_NODE, "", 9)).isEmpty();
    assertThat(snapshot.byName(FAILURE_POLICIES, "p")).isEmpty();
  }

  @Test
  default void laterCommitsDoNotChangeASnapshot() {
    Injection i = create(injection("i", "p", "n", "t"));
    Snapshot snapshot = seen(store());
    store()
        .update(t -> {
          t.delete(INJECTIONS, "i");
          t.create(FAILURE_POLICIES, policy("p", "loss"));
          return t.create(INJECTIONS, injection("j", "p", "n", "t"));
        });
    assertThat(snapshot.all(INJECTIONS)).containsExactly(i);
    assertThat(snapshot.find(INJECTIONS_BY_NODE, "n")).containsExactly(i);
    assertThat(snapshot.byName(FAILURE_POLICIES, "loss")).isEmpty();
    assertThat(snapshot.version()).isEqualTo(i.getMeta().getVersion());
  }

  @Test
  default void aTokenStandsForTheObjectsOfItsKind() {
    create(injection("i", "p", "n", "t"));
    Object before = seen(store()).token(INJECTIONS);
    Object none = seen(store()).token(FAILURE_POLICIES);
    store().update(t -> t.create(FAILURE_POLICIES, policy("p", "loss")));
    assertThat(seen(store()).token(INJECTIONS)).isSameAs(before);
    assertThat(seen(store()).token(FAILURE_POLICIES)).isNotSameAs(none);
    store()
        .update(t -> {
          assertThat(t.token(INJECTIONS)).isSameAs(before);
          t.delete(INJECTIONS, "i");
          assertThat(t.token(INJECTIONS)).isNotSameAs(before);
          return t;
        });
    assertThat(seen(store()).token(INJECTIONS)).isNotSameAs(before);
  }

  @Test
  default void objectsAreSharedNotCopied() {
    Injection i = create(injection("i", "p", "n", "t"));
    assertThat(seen(store()).get(INJECTIONS, "i").orElseThrow()).isSameAs(i);
    assertThat(seen(store()).find(INJECTIONS_BY_TARGET, "t").getFirst()).isSameAs(i);
  }

  @Test
  default void listsAreOrderedById() {
    for (String id : List.of("c", "a", "d", "b")) {
      create(injection(id, "p", "n", "t"));
    }
    assertThat(ids(seen(store()).all(INJECTIONS))).containsExactly("a", "b", "c", "d");
    assertThat(ids(seen(store()).find(INJECTIONS_BY_POLICY, "p")))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  default void anIndexFollowsCreateUpdateAndDelete() {
    Injection i = create(injection("i", "p", "n", "t"));
    create(injection("j", "p", "n", "u"));
    assertThat(found("n")).containsExactly("i", "j");
    Injection moved = i.toBuilder().setSpec(i.getSpec().toBuilder().setNodeId("m")).build();
    store().update(t -> t.update(INJECTIONS, moved));
    assertThat(found("n")).containsExactly("j");
    assertThat(found("m")).containsExactly("i");
    store().batch(b -> b.update(t -> t.delete(INJECTIONS, "i")));
    assertThat(found("m")).isEmpty();
  }

  @Test
  default void anObjectLeavesAnIndexThatNoLongerWantsIt() {
    Injection i = create(in(injection("i", "p", "n", "t"), RUNNING));
    assertThat(seen(store()).find(LIVE_INJECTIONS, LIVE)).containsExactly(i);
    store().update(t -> t.update(INJECTIONS, in(i, COMPLETE)));
    assertThat(seen(store()).find(LIVE_INJECTIONS, LIVE)).isEmpty();
  }

  @Test
  default void findAfterGoesOnBehindAKeyInTheOrderOfKeysAndStopsAtItsLimit() {
    create(injection("z", "p", "a", "t"));
    create(injection("y", "p", "b", "t"));
    create(injection("x", "p", "b", "t"));
    create(injection("w", "p", "c", "t"));
    assertThat(after("", 9)).containsExactly("z", "x", "y", "w");
    assertThat(after("a", 9)).containsExactly("x", "y", "w");
    assertThat(after("a", 1)).containsExactly("x");
    assertThat(after("aa", 2)).containsExactly("x", "y");
    assertThat(after("c", 9)).isEmpty();
    assertThat(after("", 0)).isEmpty();
  }

  @Test
  default void theSameIdMayBeUsedInTwoKinds() {
    create(injection("x", "p", "n", "t"));
    store().update(t -> t.create(FAILURE_POLICIES, policy("x", "loss")));
    store().batch(b -> b.update(t -> t.delete(INJECTIONS, "x")));
    assertThat(seen(store()).get(FAILURE_POLICIES, "x")).isPresent();
  }

  @Test
  default void namesOfKindsWithoutUniqueNamesAreNotFound() {
    create(injection("i", "p", "n", "t"));
    assertThat(seen(store()).byName(INJECTIONS, "i")).isEmpty();
  }

  private Injection create(Injection injection) {
    return store().update(t -> t.create(INJECTIONS, injection));
  }

  private List<String> found(String node) {
    return ids(seen(store()).find(INJECTIONS_BY_NODE, node));
  }

  private List<String> after(String key, int limit) {
    return ids(seen(store()).findAfter(INJECTIONS_BY_NODE, key, limit));
  }

  private static List<String> ids(List<Injection> injections) {
    return injections.stream().map(Injection::getId).toList();
  }
}
