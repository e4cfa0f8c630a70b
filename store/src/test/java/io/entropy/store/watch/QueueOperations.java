package io.entropy.store.watch;

import io.entropy.api.v1.Target;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.WatchEvent.Change;
import io.entropy.store.watch.WatchEvent.Closed;
import io.entropy.store.watch.WatchEvent.Committed;
import io.entropy.store.watch.WatchEvent.Resync;
import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;

/// A watch's queue, offered commits by one thread and read by another, for Lincheck.
public final class QueueOperations {
  private final WatchQueue queue = new WatchQueue(WatchFilter.everything(), 2, _ -> {});
  private long version;

  @Operation(nonParallelGroup = "hub")
  public boolean offer() {
    version++;
    var change = new Change<>(Kinds.TARGETS, "t", null, Target.getDefaultInstance(), version);
    return queue.offer(new Commit(version, List.of(change)));
  }

  @Operation(nonParallelGroup = "hub")
  public void end() {
    queue.end(new Resync("restarted"));
  }

  @Operation(nonParallelGroup = "reader")
  public String poll() throws InterruptedException {
    return switch (queue.poll(Duration.ZERO)) {
      case null -> "nothing";
      case Change<?> change -> "change " + change.version();
      case Committed committed -> "committed " + committed.version();
      case Resync _ -> "resync";
      case Closed _ -> "closed";
    };
  }

  @Operation
  public void close() {
    queue.close();
  }
}
