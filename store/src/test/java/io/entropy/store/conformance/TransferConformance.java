package io.entropy.store.conformance;

import static io.entropy.store.conformance.Samples.assertRefused;
import static io.entropy.store.conformance.Samples.event;
import static io.entropy.store.conformance.Samples.injection;
import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.conformance.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Event;
import io.entropy.api.v1.Meta;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import io.entropy.store.transfer.Dump;
import io.entropy.store.transfer.Load;
import io.entropy.store.transfer.Load.Existing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Dump and load: what one store held, another one holds.
interface TransferConformance extends StoreUnderTest {

  @Test
  default void whatIsLoadedIsWhatWasDumped() throws IOException {
    fill(store(), 230);
    Store copy = open(StoreLimits.DEFAULT);
    assertThat(load(copy, dump(store()), Existing.REFUSE)).isEqualTo(3 * 230);
    assertSame(seen(copy), seen(store()));
    assertThat(log(seen(copy))).isEqualTo(log(seen(store()))).startsWith("event229");
  }

  @Test
  default void aStoreThatHoldsSomethingIsNotLoadedIntoUnlessItsReplaced() throws IOException {
    fill(store(), 60);
    Store other = open(StoreLimits.DEFAULT);
    fill(other, 70);
    String dump = dump(store());
    assertRefused(Code.EXISTS, () -> load(other, dump, Existing.REFUSE));
    assertThat(seen(other).count(Kinds.INJECTIONS)).isEqualTo(70);
    assertThat(load(other, dump, Existing.REPLACE)).isEqualTo(180);
    assertSame(seen(other), seen(store()));
    assertThat(seen(other).find(Kinds.INJECTIONS_BY_NODE, "n")).hasSize(60);
  }

  @Test
  default void anEmptyStoreIsDumpedAndLoadedToo() throws IOException {
    assertThat(load(store(), dump(open(StoreLimits.DEFAULT)), Existing.REFUSE)).isZero();
  }

  private static void fill(Store store, int count) {
    store.batch(b -> {
      for (int i = 0; i < count; i++) {
        String number = "%03d".formatted(i);
        String reversed = "event%03d".formatted(count - 1 - i);
        b.update(t -> {
          t.create(Kinds.FAILURE_POLICIES, policy("policy" + number, "name" + number));
          t.create(Kinds.INJECTIONS, injection("injection" + number, "p", "n", "t"));
          t.create(Kinds.EVENTS, event(reversed));
        });
      }
    });
  }

  private static String dump(Store store) throws IOException {
    StringBuilder text = new StringBuilder();
    long _ = Dump.write(seen(store), text);
    return text.toString();
  }

  private static long load(Store store, String dump, Existing existing) throws IOException {
    return Load.into(store, new BufferedReader(new StringReader(dump)), existing);
  }

  private static void assertSame(Snapshot one, Snapshot other) {
    for (Kind<?> kind : Kinds.ALL) {
      assertThat(bare(one, kind)).isEqualTo(bare(other, kind));
    }
  }

  /// Without versions and times, which are each store's own.
  private static <T> List<T> bare(Snapshot snapshot, Kind<T> kind) {
    return snapshot.all(kind).stream()
        .map(object -> kind.withMeta(object, Meta.getDefaultInstance()))
        .toList();
  }

  private static List<String> log(Snapshot snapshot) {
    return snapshot.findAfter(Kinds.EVENTS_BY_VERSION, "", Integer.MAX_VALUE).stream()
        .map(Event::getId)
        .toList();
  }
}
