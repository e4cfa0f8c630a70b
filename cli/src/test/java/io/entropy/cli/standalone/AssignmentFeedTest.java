package io.entropy.cli.standalone;

import static io.entropy.cli.standalone.StoredInjections.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.agent.session.Assignment;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.StoreLimits;
import io.entropy.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssignmentFeedTest {
  private static final int QUEUE = 4;

  private final MemoryStore store =
      new MemoryStore(() -> NOW, StoreLimits.DEFAULT.withWatchQueue(QUEUE));
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile Instant now = NOW;

  @AfterEach
  void close() {
    goOn.countDown();
    store.close();
  }

  private record Complete(Set<String> ids) {}

  private record End(String id, EndReason why) {}

  /// Keeps what it's told; held up when told of `slow`.
  private final class Sink implements AssignmentSink {
    @Override
    public void complete(Set<Assignment> all) {
      told.add(new Complete(all.stream().map(Assignment::id).collect(Collectors.toSet())));
    }

    @Override
    public void assign(Assignment assignment) {
      told.add(assignment);
      if (assignment.id().equals("slow")) {
        await(goOn);
      }
    }

    @Override
    public void end(String injectionId, EndReason reason) {
      told.add(new End(injectionId, reason));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AssignmentFeed start() {
    return AssignmentFeed.start(store, () -> now, new Sink());
  }

  private Object next() throws InterruptedException {
    Object next = told.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("something is told").isNotNull();
    return next;
  }

  @Test
  void handsOverFirstAllThatIsWantedAlready() throws Exception {
    StoredInjections.create(store, "wanted", NOW);
    StoredInjections.create(store, "ended", NOW);
    StoredInjections.want(store, "ended", InjectionState.COMPLETE);
    StoredInjections.create(store, "over", NOW);
    StoredInjections.report(store, "over", InjectionState.FAILED);
    try (AssignmentFeed _ = start()) {
      assertThat(next()).isEqualTo(new Complete(Set.of("wanted")));
    }
  }

  @Test
  void handsOverWhatComesWithItsTimeRemaining() throws Exception {
    try (AssignmentFeed _ = start()) {
      assertThat(next()).isEqualTo(new Complete(Set.of()));
      StoredInjections.create(store, "later", NOW.plusMillis(80));
      assertThat(next())
          .isInstanceOfSatisfying(
              Assignment.class,
              a -> {
                assertThat(a.id()).isEqualTo("later");
                assertThat(a.beginsIn()).isEqualTo(Duration.ofMillis(80));
                assertThat(a.timeLeft()).isEqualTo(Duration.ofMillis(10_080));
              });
    }
  }

  @Test
  void keepsTheAgentsOwnReportsFromTheAgent() throws Exception {
    try (AssignmentFeed _ = start()) {
      assertThat(next()).isInstanceOf(Complete.class);
      StoredInjections.create(store, "a", NOW);
      assertThat(next()).isInstanceOf(Assignment.class);
      StoredInjections.report(store, "a", InjectionState.RUNNING);
      StoredInjections.create(store, "b", NOW);
      assertThat(next())
          .isInstanceOfSatisfying(Assignment.class, a -> assertThat(a.id()).isEqualTo("b"));
    }
  }

  @Test
  void endsWhatIsNoLongerWantedAndSaysWhy() throws Exception {
    try (AssignmentFeed _ = start()) {
      assertThat(next()).isInstanceOf(Complete.class);
      StoredInjections.create(store, "a", NOW);
      StoredInjections.create(store, "b", NOW);
      assertThat(next()).isInstanceOf(Assignment.class);
      assertThat(next()).isInstanceOf(Assignment.class);
      StoredInjections.want(store, "a", InjectionState.SHUTDOWN);
      assertThat(next()).isEqualTo(new End("a", EndReason.HALTED));
      now = NOW.plusSeconds(10);
      StoredInjections.want(store, "b", InjectionState.COMPLETE);
      assertThat(next()).isEqualTo(new End("b", EndReason.ELAPSED));
    }
  }

  @Test
  void handsOverEverythingAgainWhenItFellBehind() throws Exception {
    try (AssignmentFeed _ = start()) {
      assertThat(next()).isInstanceOf(Complete.class);
      StoredInjections.create(store, "slow", NOW);
      assertThat(next()).isInstanceOf(Assignment.class);
      for (int i = 0; i < 2 * QUEUE; i++) {
        StoredInjections.create(store, "i" + i, NOW);
      }
      goOn.countDown();
      Object resynced = next();
      while (!(resynced instanceof Complete)) {
        resynced = next();
      }
      assertThat(resynced)
          .isInstanceOfSatisfying(
              Complete.class,
              c -> assertThat(c.ids()).hasSize(2 * QUEUE + 1).contains("slow", "i0", "i7"));
    }
  }

  @Test
  void endsWithItsStore() throws Exception {
    AssignmentFeed feed = start();
    assertThat(next()).isInstanceOf(Complete.class);
    store.close();
    feed.close();
    assertThat(told).isEmpty();
  }
}
