package io.entropy.store.conformance;

import static io.entropy.store.StoreException.Code.EXISTS;
import static io.entropy.store.conformance.Samples.assertRefused;
import static io.entropy.store.conformance.Samples.injection;
import static io.entropy.store.conformance.Samples.seen;
import static io.entropy.store.model.Kinds.INJECTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Injection;
import io.entropy.store.Batch;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Many small updates committed together.
interface BatchConformance extends StoreUnderTest {

  @Test
  default void eachUpdateOfABatchSeesThoseBeforeItAndOthersSeeNoneUntilItsEnd() {
    store()
        .batch(b -> {
          add(b, "a");
          b.update(t -> assertThat(t.get(INJECTIONS, "a")).isPresent());
          assertThat(seen(store()).all(INJECTIONS)).isEmpty();
          add(b, "b");
        });
    assertThat(stored()).containsExactly("a", "b");
  }

  @Test
  default void aRefusedUpdateIsRolledBackAloneAndTheBatchGoesOn() {
    store()
        .batch(b -> {
          add(b, "a");
          assertRefused(
              EXISTS,
              () ->
                  b.update(t -> {
                    t.create(INJECTIONS, injection("b", "p", "n", "t"));
                    t.create(INJECTIONS, injection("a", "p", "n", "t"));
                  }));
          add(b, "c");
        });
    assertThat(stored()).containsExactly("a", "c");
  }

  @Test
  default void anExceptionOutOfABatchCommitsNothing() {
    var failure = new IllegalArgumentException("mine");
    assertThatThrownBy(() ->
            store()
                .batch(b -> {
                  add(b, "a");
                  throw failure;
                }))
        .isSameAs(failure);
    assertThat(stored()).isEmpty();
    assertThat(seen(store()).version()).isZero();
  }

  @Test
  default void eachUpdateOfABatchIsACommitOfItsOwnToAWatcher() {
    Watch watch = store().watch(WatchFilter.everything());
    store()
        .batch(b -> {
          add(b, "a");
          add(b, "b");
        });
    assertThat(WatchReader.lines(watch, 4))
        .containsExactly("injections/a created", "committed", "injections/b created", "committed");
    List<Long> versions =
        seen(store()).all(INJECTIONS).stream().map(i -> i.getMeta().getVersion()).toList();
    assertThat(versions).doesNotHaveDuplicates().isSorted();
  }

  @Test
  default void aLongBatchIsCommittedWhole() {
    store()
        .batch(b -> {
          for (int i = 0; i < 1_000; i++) {
            add(b, "i%04d".formatted(i));
          }
        });
    assertThat(seen(store()).count(INJECTIONS)).isEqualTo(1_000);
  }

  @Test
  default void updatesOfABatchDoNotNest() {
    store()
        .batch(b ->
            b.update(t -> {
              assertThatIllegalStateException().isThrownBy(() -> add(b, "a"));
              assertThatIllegalStateException()
                  .isThrownBy(() -> store().batch(other -> add(other, "a")));
            }));
    assertThat(stored()).isEmpty();
  }

  @Test
  default void aBatchIsOfNoUseAfterItsFunction() {
    var kept = new AtomicReference<Batch>();
    store().batch(kept::set);
    assertThatIllegalStateException().isThrownBy(() -> add(kept.get(), "a"));
  }

  private static void add(Batch batch, String id) {
    batch.update(t -> t.create(INJECTIONS, injection(id, "p", "n", "t")));
  }

  private List<String> stored() {
    return seen(store()).all(INJECTIONS).stream().map(Injection::getId).toList();
  }
}
