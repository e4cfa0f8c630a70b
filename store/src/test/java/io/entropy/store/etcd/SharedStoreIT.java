package io.entropy.store.etcd;

import static io.entropy.store.model.Kinds.FAILURE_POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Committed;
import io.entropy.store.watch.WatchFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two stores on the same keys, as two managers have them.
@Timeout(60)
final class SharedStoreIT {
  private static EtcdCluster cluster;
  private EtcdEndpoint endpoint;
  private Store one;
  private Store two;

  @BeforeAll
  static void start() throws Exception {
    cluster = EtcdCluster.start(1);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void open() {
    endpoint = cluster.endpoint();
    one = EtcdCluster.open(endpoint);
    two = EtcdCluster.open(endpoint);
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void anUpdateIsAlwaysOverTheNewestStateWhoeverCommittedIt() {
    for (int i = 1; i <= 100; i += 2) {
      assertThat(Counters.increment(one, "c")).isEqualTo(i);
      assertThat(Counters.increment(two, "c")).isEqualTo(i + 1);
    }
  }

  @Test
  void anUpdateThatOnlyReadsOrIsRefusedIsOverTheNewestStateToo() {
    for (int i = 0; i < 30; i++) {
      String id = "p" + i;
      create(one, id);
      assertRefused(Code.EXISTS, () -> create(two, id));
      create(two, id + "b");
      assertThat(one.<Boolean>update(t -> t.get(FAILURE_POLICIES, id + "b").isPresent())).isTrue();
    }
  }

  @Test
  void anInterruptedWriterStillKnowsWhatBecameOfItsUpdate() throws Exception {
    AtomicLong acknowledged = new AtomicLong();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 300; i++) {
                acknowledged.set(Counters.increment(one, "c"));
              }
            });
    while (writer.isAlive()) {
      writer.interrupt();
      Thread.sleep(1);
    }
    assertThat(acknowledged.get()).isEqualTo(300);
    assertThat(Counters.increment(two, "c")).isEqualTo(301);
  }

  @Test
  void namesAreUniqueAcrossStores() {
    create(one, "loss");
    FailurePolicy same =
        Counters.policy("other").toBuilder().setSpec(Counters.policy("LOSS").getSpec()).build();
    assertRefused(Code.NAME_CONFLICT, () -> two.update(t -> t.create(FAILURE_POLICIES, same)));
  }

  @Test
  void aVersionThatTheOtherStoreOverwroteIsASequenceConflict() {
    FailurePolicy old = create(one, "a");
    FailurePolicy now = two.update(t -> t.update(FAILURE_POLICIES, Counters.with(old, 1)));
    assertRefused(
        Code.SEQUENCE_CONFLICT,
        () -> one.update(t -> t.update(FAILURE_POLICIES, Counters.with(old, 2))));
    assertThat(now.getMeta().getVersion()).isEqualTo(old.getMeta().getVersion() + 1);
    assertThat(Counters.seen(one).get(FAILURE_POLICIES, "a")).contains(now);
  }

  @Test
  void watchersOfBothAreToldTheSameCommitsInTheSameOrder() throws Exception {
    Watch first = one.watch(WatchFilter.everything());
    Watch second = two.watch(WatchFilter.everything());
    Counters.increment(one, "c");
    Counters.increment(two, "c");
    one.batch(b -> {
      for (int i = 0; i < 300; i++) {
        String id = "c" + i % 7;
        b.update(t -> Counters.increment(t, id));
        b.update(t -> Counters.increment(t, "c"));
      }
      b.update(t -> t.delete(FAILURE_POLICIES, "c3"));
    });
    long last = Counters.increment(two, "c");
    assertThat(last).isEqualTo(303);
    List<WatchEvent> told = until(first, last);
    assertThat(until(second, last)).isEqualTo(told);
    assertThat(told.stream().filter(Committed.class::isInstance)).hasSize(604);
    assertThat(told.stream().filter(e -> e instanceof Change<?> c && c.after() == null)).hasSize(1);
  }

  @Test
  void aStoreOpenedLaterHasTheSame() {
    one.batch(b -> {
      for (int i = 0; i < 1_200; i++) {
        String id = "p" + i;
        b.update(t -> t.create(FAILURE_POLICIES, Counters.policy(id)));
      }
    });
    try (Store third = EtcdCluster.open(endpoint)) {
      assertThat(Counters.seen(third).version()).isEqualTo(Counters.seen(one).version());
      assertThat(Counters.seen(third).all(FAILURE_POLICIES))
          .isEqualTo(Counters.seen(one).all(FAILURE_POLICIES));
    }
  }

  @Test
  void storesUnderOtherPrefixesHaveNothingToDoWithIt() {
    create(one, "a");
    try (Store other = EtcdCluster.open(endpoint.withPrefix(endpoint.prefix() + "0"))) {
      assertThat(Counters.seen(other).version()).isZero();
      create(other, "a");
    }
  }

  private static List<WatchEvent> until(Watch watch, long value) throws InterruptedException {
    List<WatchEvent> events = new ArrayList<>();
    boolean seen = false;
    while (!seen || !(events.getLast() instanceof Committed)) {
      WatchEvent event = watch.poll(Duration.ofSeconds(10));
      assertThat(event).as("after %d events", events.size()).isNotNull();
      events.add(event);
      seen |=
          event instanceof Change<?> c
              && c.after() instanceof FailurePolicy p
              && p.getSpec().getSeed() == value;
    }
    return events;
  }

  private static FailurePolicy create(Store store, String id) {
    return store.update(t -> t.create(FAILURE_POLICIES, Counters.policy(id)));
  }

  static void assertRefused(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).as("%s", e).isEqualTo(code));
  }
}
