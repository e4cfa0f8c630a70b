package io.entropy.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A thread that increments its own counter and one that all share, in one update, as often as it
/// can, and keeps account of what it was told. Run by one thread; read after it, but for
/// [#acknowledged].
final class IncrementingWriter implements Runnable {
  static final String SHARED = "shared";

  private final Store store;
  private final String own;
  private final AtomicBoolean stop;
  private final AtomicLong acknowledged = new AtomicLong();
  private long unknown;
  private long unavailable;
  private long last;

  IncrementingWriter(Store store, String own, AtomicBoolean stop) {
    this.store = store;
    this.own = own;
    this.stop = stop;
  }

  @Override
  public void run() {
    long unknownSince = 0;
    while (!stop.get()) {
      try {
        long value =
            store.update(t -> {
              Counters.increment(t, SHARED);
              return Counters.increment(t, own);
            });
        assertThat(value).as("%s after %d", own, last).isBetween(last + 1, last + 1 + unknownSince);
        last = value;
        unknownSince = 0;
        acknowledged.incrementAndGet();
      } catch (StoreException e) {
        if (e.code() == Code.OUTCOME_UNKNOWN) {
          unknown++;
          unknownSince++;
        } else {
          assertThat(e.code()).as("%s", e).isEqualTo(Code.UNAVAILABLE);
          unavailable++;
        }
      }
    }
  }

  String own() {
    return own;
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long unknown() {
    return unknown;
  }

  long unavailable() {
    return unavailable;
  }

  @Override
  public String toString() {
    return "%s: %d acknowledged, %d unknown, %d unavailable"
        .formatted(own, acknowledged(), unknown, unavailable);
  }
}
