package io.entropy.store.conformance;

import static io.entropy.store.StoreException.Code.EXISTS;
import static io.entropy.store.StoreException.Code.NAME_CONFLICT;
import static io.entropy.store.StoreException.Code.NOT_FOUND;
import static io.entropy.store.StoreException.Code.SEQUENCE_CONFLICT;
import static io.entropy.store.conformance.Samples.assertRefused;
import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.conformance.Samples.renamed;
import static io.entropy.store.conformance.Samples.seeded;
import static io.entropy.store.conformance.Samples.seen;
import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Meta;
import io.entropy.store.Transaction;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// One transaction: what it writes, refuses, and takes back.
interface TransactionConformance extends StoreUnderTest {

  @Test
  default void everythingOneCommitWroteHasItsVersionAndTime() {
    store()
        .update(t -> {
          t.create(FAILURE_POLICIES, policy("a", "one"));
          return t.create(FAILURE_POLICIES, policy("b", "two"));
        });
    long version = seen(store()).version();
    assertThat(version).isPositive();
    assertThat(seen(store()).all(FAILURE_POLICIES))
        .extracting(FailurePolicy::getMeta)
        .containsOnly(
            Meta.newBuilder().setVersion(version).setCreated(now()).setUpdated(now()).build());
  }

  @Test
  default void anUpdateKeepsTheCreationTimeAndGrowsTheVersion() {
    FailurePolicy created = create(policy("a", "one"));
    clock().advance(Duration.ofSeconds(3));
    FailurePolicy updated = store().update(t -> t.update(FAILURE_POLICIES, seeded(created, 7)));
    assertThat(updated.getMeta().getCreated()).isEqualTo(created.getMeta().getCreated());
    assertThat(updated.getMeta().getUpdated()).isEqualTo(now());
    assertThat(updated.getMeta().getVersion()).isGreaterThan(created.getMeta().getVersion());
    assertThat(stored("a")).isEqualTo(updated);
  }

  @Test
  default void metaGivenToCreateIsIgnored() {
    Meta forged = Meta.newBuilder().setVersion(99).build();
    FailurePolicy created = create(policy("a", "one").toBuilder().setMeta(forged).build());
    assertThat(created.getMeta().getVersion()).isEqualTo(seen(store()).version());
    assertThat(created.getMeta().getCreated()).isEqualTo(now());
  }

  @Test
  default void itSeesItsOwnWrites() {
    store()
        .update(t -> {
          FailurePolicy a = t.create(FAILURE_POLICIES, policy("a", "one"));
          assertThat(t.get(FAILURE_POLICIES, "a")).contains(a);
          FailurePolicy b = t.update(FAILURE_POLICIES, renamed(a, "two"));
          assertThat(t.byName(FAILURE_POLICIES, "two")).contains(b);
          assertThat(t.byName(FAILURE_POLICIES, "one")).isEmpty();
          assertThat(t.all(FAILURE_POLICIES)).containsExactly(b);
          t.delete(FAILURE_POLICIES, "a");
          assertThat(t.get(FAILURE_POLICIES, "a")).isEmpty();
          assertThat(t.count(FAILURE_POLICIES)).isZero();
          return a;
        });
  }

  @Test
  default void writesAreNotSeenByOthersBeforeTheCommit() {
    store()
        .update(t -> {
          t.create(FAILURE_POLICIES, policy("a", "one"));
          assertThat(seen(store()).get(FAILURE_POLICIES, "a")).isEmpty();
          return t;
        });
    assertThat(seen(store()).get(FAILURE_POLICIES, "a")).isPresent();
  }

  @Test
  default void anExceptionRollsEverythingBackAndComesOutUnchanged() {
    FailurePolicy a = create(policy("a", "one"));
    long version = seen(store()).version();
    var failure = new IllegalArgumentException("mine");
    assertThatThrownBy(() ->
            store()
                .update(t -> {
                  t.create(FAILURE_POLICIES, policy("b", "two"));
                  t.update(FAILURE_POLICIES, renamed(a, "three"));
                  throw failure;
                }))
        .isSameAs(failure);
    assertThat(seen(store()).all(FAILURE_POLICIES)).containsExactly(a);
    assertThat(seen(store()).version()).isEqualTo(version);
    create(policy("b", "THREE"));
  }

  @Test
  default void whatExistsIsNotCreatedAgain() {
    create(policy("a", "one"));
    assertRefused(EXISTS, () -> create(policy("a", "two")));
  }

  @Test
  default void anEmptyIdIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> create(policy("", "one")));
  }

  @Test
  default void whatIsNotThereIsNeitherUpdatedNorDeleted() {
    assertRefused(
        NOT_FOUND, () -> store().update(t -> t.update(FAILURE_POLICIES, policy("a", "one"))));
    assertRefused(NOT_FOUND, () -> delete("a"));
  }

  @Test
  default void anUpdateOfAnOldVersionIsRefused() {
    FailurePolicy old = create(policy("a", "one"));
    FailurePolicy current = store().update(t -> t.update(FAILURE_POLICIES, seeded(old, 1)));
    assertRefused(
        SEQUENCE_CONFLICT, () -> store().update(t -> t.update(FAILURE_POLICIES, seeded(old, 2))));
    assertThat(stored("a")).isEqualTo(current);
  }

  @Test
  default void withinOneTransactionTheObjectLastReturnedIsTheOneToUpdate() {
    FailurePolicy a = create(policy("a", "one"));
    store()
        .update(t -> {
          FailurePolicy once = t.update(FAILURE_POLICIES, seeded(a, 1));
          assertRefused(SEQUENCE_CONFLICT, () -> t.update(FAILURE_POLICIES, seeded(a, 2)));
          return t.update(FAILURE_POLICIES, seeded(once, 3));
        });
    assertThat(stored("a").getSpec().getSeed()).isEqualTo(3);
  }

  @Test
  default void namesAreUniqueIgnoringCase() {
    create(policy("a", "Loss"));
    FailurePolicy b = create(policy("b", "delay"));
    assertRefused(NAME_CONFLICT, () -> create(policy("c", "lOSS")));
    assertRefused(
        NAME_CONFLICT, () -> store().update(t -> t.update(FAILURE_POLICIES, renamed(b, "LOSS"))));
  }

  @Test
  default void anObjectMayKeepItsNameOrChangeItsCase() {
    FailurePolicy a = create(policy("a", "loss"));
    FailurePolicy same = store().update(t -> t.update(FAILURE_POLICIES, seeded(a, 1)));
    store().update(t -> t.update(FAILURE_POLICIES, renamed(same, "Loss")));
    assertThat(seen(store()).byName(FAILURE_POLICIES, "LOSS")).contains(stored("a"));
  }

  @Test
  default void aNameIsFreeAfterADeleteAndAfterARename() {
    FailurePolicy a = create(policy("a", "one"));
    store().update(t -> t.update(FAILURE_POLICIES, renamed(a, "two")));
    create(policy("b", "one"));
    delete("a");
    create(policy("c", "two"));
    assertThat(seen(store()).count(FAILURE_POLICIES)).isEqualTo(2);
  }

  @Test
  default void whatIsRefusedChangesNothingAndTheTransactionGoesOn() {
    create(policy("a", "one"));
    store()
        .update(t -> {
          assertRefused(NAME_CONFLICT, () -> t.create(FAILURE_POLICIES, policy("b", "one")));
          return t.create(FAILURE_POLICIES, policy("b", "two"));
        });
    assertThat(stored("b").getSpec().getName()).isEqualTo("two");
  }

  @Test
  default void aTransactionThatChangesNothingMakesNoVersion() {
    create(policy("a", "one"));
    long version = seen(store()).version();
    store().update(t -> t.all(FAILURE_POLICIES));
    store()
        .update(t -> {
          FailurePolicy gone = t.create(FAILURE_POLICIES, policy("b", "two"));
          t.delete(FAILURE_POLICIES, "b");
          return gone;
        });
    assertThat(seen(store()).version()).isEqualTo(version);
  }

  @Test
  default void anUpdateInsideAnUpdateIsRefused() {
    store()
        .update(t -> {
          assertThatIllegalStateException()
              .isThrownBy(() -> create(policy("b", "two")))
              .withMessageContaining("inside an update already");
          return t.create(FAILURE_POLICIES, policy("a", "one"));
        });
    assertThat(seen(store()).count(FAILURE_POLICIES)).isEqualTo(1);
  }

  @Test
  default void aTransactionIsOfNoUseAfterItsFunction() {
    var kept = new AtomicReference<Transaction>();
    store()
        .update(t -> {
          kept.set(t);
          return t.create(FAILURE_POLICIES, policy("a", "one"));
        });
    assertThatIllegalStateException().isThrownBy(() -> kept.get().delete(FAILURE_POLICIES, "a"));
    assertThatIllegalStateException().isThrownBy(() -> kept.get().all(FAILURE_POLICIES));
  }

  private FailurePolicy create(FailurePolicy policy) {
    return store().update(t -> t.create(FAILURE_POLICIES, policy));
  }

  private void delete(String id) {
    store().batch(b -> b.update(t -> t.delete(FAILURE_POLICIES, id)));
  }

  private FailurePolicy stored(String id) {
    return seen(store()).get(FAILURE_POLICIES, id).orElseThrow();
  }

  private Timestamp now() {
    var now = clock().instant();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }
}
