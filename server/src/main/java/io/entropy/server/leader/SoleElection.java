package io.entropy.server.leader;

import io.entropy.store.Store;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Of a store that only one process has open: who asks leads.
final class SoleElection implements Election {
  private final Store store;
  private volatile @Nullable String leader;

  SoleElection(Store store) {
    this.store = store;
  }

  @Override
  public Term win(String candidate) {
    leader = candidate;
    return new ForGood(store);
  }

  @Override
  public Optional<String> leader() {
    return Optional.ofNullable(leader);
  }

  @Override
  public Optional<String> lastLeader() {
    return leader();
  }

  private record ForGood(Store store) implements Term {
    @Override
    public void awaitEnd() throws InterruptedException {
      new CountDownLatch(1).await();
    }

    @Override
    public void close() {
      // nobody else waits for it
    }
  }
}
