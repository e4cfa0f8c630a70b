package io.entropy.store.etcd;

import io.entropy.store.StoreException;
import io.entropy.store.lease.Lease;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A lease that's renewed three times in its time, by a thread of its own. It's over when etcd says
/// so, or when its time has passed since the last renewal that worked was sent.
final class EtcdLease implements Lease {
  private static final Duration RETRY = Duration.ofMillis(50);

  private final EtcdLeases leases;
  private final Term term;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile long renewed;

  /// What was taken.
  ///
  /// @param id of the etcd lease
  record Term(String name, String holder, Duration ttl, long token, long id) {}

  /// @param renewed the nanosecond time before it was asked for
  EtcdLease(EtcdLeases leases, Term term, long renewed) {
    this.leases = leases;
    this.term = term;
    this.renewed = renewed;
  }

  void start() {
    Thread.ofVirtual().name("lease-" + term.name()).start(this::renew);
  }

  private void renew() {
    Duration third = term.ttl().dividedBy(3);
    try {
      Duration pause = third;
      while (held() && !over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = renewOnce(third) ? third : RETRY;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  /// Says whether etcd answered.
  private boolean renewOnce(Duration patience) {
    long sent = System.nanoTime();
    try {
      if (leases.renew(term.id(), patience)) {
        renewed = sent;
      } else {
        over.countDown();
      }
      return true;
    } catch (StoreException _) {
      return false; // the next member may, while it's held
    }
  }

  @Override
  public boolean held() {
    return over.getCount() > 0 && System.nanoTime() - renewed < term.ttl().toNanos();
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    over.await();
  }

  @Override
  public void close() {
    if (over.getCount() > 0) {
      over.countDown();
      leases.revoke(term.id());
    }
  }

  @Override
  public String name() {
    return term.name();
  }

  @Override
  public String holder() {
    return term.holder();
  }

  @Override
  public Duration ttl() {
    return term.ttl();
  }

  @Override
  public long token() {
    return term.token();
  }
}
