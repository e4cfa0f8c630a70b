package io.entropy.bench.thousand;

import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchEvent;
import io.entropy.store.watch.WatchFilter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When a tick's injections were committed, became active and were reverted, as the store's watch
/// tells it to the thread that reads. One timeline a tick.
final class Timeline implements AutoCloseable {
  private final Watch watch;
  private final Set<String> active = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final List<String> failed = new ArrayList<>();
  private long committed;
  private long firstActive;

  private Timeline(Watch watch) {
    this.watch = watch;
  }

  /// Of what is committed from now on.
  static Timeline of(Store store) {
    return new Timeline(store.watch(WatchFilter.of(Kinds.INJECTIONS)));
  }

  /// Waits until so many are running and were read back from the kernel; when that was.
  long awaitActive(int count, Duration atMost) throws IOException, InterruptedException {
    return await(active, count, atMost, "active");
  }

  /// Waits until so many are reverted; when that was.
  long awaitOver(int count, Duration atMost) throws IOException, InterruptedException {
    return await(over, count, atMost, "over");
  }

  private long await(Set<String> which, int count, Duration atMost, String what)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (which.size() < count) {
      @Nullable WatchEvent event = watch.poll(Duration.ofNanos(end - System.nanoTime()));
      if (event == null || event instanceof WatchEvent.Resync || !failed.isEmpty()) {
        throw new IOException(
            "%d of %d are %s; %d failed: %s"
                .formatted(which.size(), count, what, failed.size(), failed.stream().findFirst()));
      }
      if (event instanceof WatchEvent.Change<?> change && change.after() instanceof Injection now) {
        note(now.getId(), change.before() == null, now.getStatus());
      }
    }
    return System.nanoTime();
  }

  private void note(String id, boolean created, InjectionStatus status) {
    if (created && committed == 0) {
      committed = System.nanoTime();
    }
    InjectionState state = status.getState();
    if (state == InjectionState.RUNNING && status.getVerified() && active.add(id)) {
      firstActive = firstActive == 0 ? System.nanoTime() : firstActive;
    }
    if (state.compareTo(InjectionState.COMPLETE) >= 0) {
      over.add(id);
      if (state != InjectionState.COMPLETE) {
        failed.add(status.getMessage());
      }
    }
  }

  /// When the first change of the tick was told.
  long committed() {
    return committed;
  }

  long firstActive() {
    return firstActive;
  }

  @Override
  public void close() {
    watch.close();
  }
}
