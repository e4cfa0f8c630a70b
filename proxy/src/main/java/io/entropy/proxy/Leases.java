package io.entropy.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The leases of toxics: an extension of ours, by which a toxic ends when nobody renews it. Callers
/// hold their own lock on the toxic.
final class Leases {
  private final EventLoopGroup loops;
  private final Map<Tally, ScheduledFuture<?>> running = new ConcurrentHashMap<>();

  Leases(EventLoopGroup loops) {
    this.loops = loops;
  }

  /// Puts a lease on a toxic in the place of the one it may have.
  void put(Tally toxic, long millis, Runnable expire) {
    end(toxic);
    running.put(toxic, loops.next().schedule(expire, millis, TimeUnit.MILLISECONDS));
  }

  void end(Tally toxic) {
    ScheduledFuture<?> lease = running.remove(toxic);
    if (lease != null) {
      lease.cancel(false);
    }
  }
}
