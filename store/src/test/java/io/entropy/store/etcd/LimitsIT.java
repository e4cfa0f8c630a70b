package io.entropy.store.etcd;

import static io.entropy.store.etcd.SharedStoreIT.assertRefused;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.store.Store;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What etcd takes in one transaction, as it's set by default, and what happens at its bounds.
final class LimitsIT {
  private static EtcdCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = EtcdCluster.start(1);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void anUpdateOfAsManyObjectsAsEtcdTakesGoesThroughAndOneMoreIsTooLarge() {
    try (Store store = EtcdCluster.open(cluster.endpoint())) {
      update(store, Group.MAX_OBJECTS, 10);
      assertThatThrownBy(() -> update(store, Group.MAX_OBJECTS + 1, 10))
          .hasMessageContaining("too large: it changes 128 objects, etcd takes 127")
          .hasMessageContaining("Use a batch");
      assertThat(Counters.seen(store).count(FAILURE_POLICIES)).isEqualTo(Group.MAX_OBJECTS);
    }
  }

  @Test
  void anUpdateOfAsManyBytesAsEtcdTakesGoesThroughAndMoreIsTooLarge() {
    try (Store store = EtcdCluster.open(cluster.endpoint())) {
      update(store, 1, Group.MAX_BYTES - 500);
      update(store, 120, Group.MAX_BYTES / 120 - 250);
      assertRefused(Code.TOO_LARGE, () -> update(store, 1, Group.MAX_BYTES + 1));
      assertRefused(Code.TOO_LARGE, () -> update(store, 120, Group.MAX_BYTES / 120));
      assertThat(Counters.seen(store).version()).isEqualTo(2);
    }
  }

  @Test
  void aBatchIsSplitButNotOneOfItsUpdates() {
    EtcdEndpoint endpoint = cluster.endpoint();
    try (Store store = EtcdCluster.open(endpoint)) {
      store.batch(b -> {
        for (int i = 0; i < 30; i++) {
          FailurePolicy large = named("id" + i, 200_000);
          b.update(t -> t.create(FAILURE_POLICIES, large));
        }
      });
      assertRefused(
          Code.TOO_LARGE,
          () ->
              store.batch(b -> {
                b.update(t -> t.create(FAILURE_POLICIES, named("small", 1)));
                b.update(t -> t.create(FAILURE_POLICIES, named("huge", 2_000_000)));
              }));
      assertThat(Counters.seen(store).version()).isEqualTo(30);
    }
    try (Store store = EtcdCluster.open(endpoint)) {
      assertThat(Counters.seen(store).all(FAILURE_POLICIES))
          .hasSize(30)
          .allMatch(p -> p.getSpec().getName().length() > 200_000);
    }
  }

  @Test
  void anEtcdThatIsNotThereIsToldAtOpening() {
    EtcdEndpoint nowhere = EtcdEndpoint.parse("etcd://127.0.0.1:1/x?timeout=300ms");
    assertThatThrownBy(
            () -> EtcdStore.open(nowhere, InstantSource.system(), StoreLimits.DEFAULT).close())
        .hasMessageContaining("can't open etcd://127.0.0.1:1/x");
  }

  private static void update(Store store, int objects, int bytes) {
    long version = Counters.seen(store).version();
    store.update(t -> {
      for (int i = 0; i < objects; i++) {
        t.create(FAILURE_POLICIES, named("v" + version + "-" + i, bytes));
      }
      return objects;
    });
  }

  private static FailurePolicy named(String id, int bytes) {
    FailurePolicy policy = Counters.policy(id);
    String name = id + "x".repeat(bytes);
    return policy.toBuilder().setSpec(policy.getSpec().toBuilder().setName(name)).build();
  }
}
