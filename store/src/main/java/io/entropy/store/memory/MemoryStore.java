package io.entropy.store.memory;

import io.entropy.store.StoreLimits;
import io.entropy.store.state.CommitLog.Ticket;
import io.entropy.store.state.Head;
import io.entropy.store.state.HeadStore;
import io.entropy.store.state.State;
import io.entropy.store.state.Writer;
import io.entropy.store.watch.Commit;
import java.time.InstantSource;
import java.util.List;

/// A store in memory: a commit is as durable as the process, so it's seen at once.
public final class MemoryStore extends HeadStore {
  private static final Ticket DONE = () -> {};

  public MemoryStore(InstantSource clock) {
    this(clock, StoreLimits.DEFAULT);
  }

  public MemoryStore(InstantSource clock, StoreLimits limits) {
    Head head = new Head(State.empty(), limits);
    super(
        head,
        new Writer(State.empty(), clock, limits, (next, commits) -> append(head, next, commits)));
  }

  private static Ticket append(Head head, State next, List<Commit> commits) {
    if (!commits.isEmpty()) {
      head.advance(next, commits);
    }
    return DONE;
  }

  @Override
  public void close() {
    if (writer().close()) {
      head().close();
    }
  }
}
