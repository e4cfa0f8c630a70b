package io.entropy.server.leader;

import io.entropy.store.Store;
import io.entropy.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This manager's part in the election: stands for it again and again, and while it leads has a
/// [LeaderScope] open. One thread; any may ask.
public final class Leadership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final Duration AFTER_ERROR = Duration.ofMillis(500);

  private final Election election;
  private final LeaderParts parts;
  private final CountDownLatch led = new CountDownLatch(1);
  private final Thread thread;
  private volatile String address = "";
  private volatile @Nullable LeaderScope scope;

  /// Not standing yet.
  ///
  /// @param ttl how long leadership outlives a leader that is gone
  public Leadership(Store store, LeaderParts parts, Duration ttl) {
    this.election = Election.over(store, ttl);
    this.parts = parts;
    this.thread = Thread.ofVirtual().name("leadership").unstarted(this::run);
  }

  /// Stands for election from now on. Where there is no other candidate it returns as the leader.
  ///
  /// @param where this manager is reached, `host:port`
  public void start(String where) throws InterruptedException {
    address = where;
    thread.start();
    if (election instanceof SoleElection) {
      led.await();
    }
  }

  private void run() {
    try {
      while (true) {
        try {
          lead();
        } catch (StoreException e) {
          LOG.warn("not leading: {}", e.getMessage());
          Thread.sleep(AFTER_ERROR);
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("closed");
    } finally {
      led.countDown();
    }
  }

  /// One term, from the wait for it to its end.
  private void lead() throws InterruptedException {
    try (Election.Term term = election.win(address);
        LeaderScope opened = LeaderScope.open(term.store(), parts, address)) {
      LOG.info("{} leads", address);
      scope = opened;
      led.countDown();
      try {
        term.awaitEnd();
        LOG.warn("{} no longer leads", address);
      } finally {
        scope = null; // before anything is closed
      }
    }
  }

  /// What runs here while this manager leads.
  ///
  /// @throws NotLeadingException when it doesn't, naming the one that does, as far as is known
  public LeaderScope require() {
    LeaderScope current = scope;
    if (current == null) {
      // Said at once, whatever the store is up to: an agent then asks the next manager.
      throw new NotLeadingException(election.lastLeader().filter(l -> !l.equals(address)));
    }
    return current;
  }

  /// What runs here, when this manager leads.
  public Optional<LeaderScope> current() {
    return Optional.ofNullable(scope);
  }

  /// Where the leader is reached.
  ///
  /// @throws StoreException `UNAVAILABLE` when that can't be found out
  public Optional<String> leader() {
    return scope != null ? Optional.of(address) : election.leader();
  }

  /// Steps down, so that another one leads at once.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
