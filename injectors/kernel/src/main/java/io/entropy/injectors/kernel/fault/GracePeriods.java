package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.sys.Libc;
import java.util.concurrent.locks.ReentrantLock;

/// Waits until no packet is still on its way through rules as they were at some moment.
///
/// A processor that was interrupted within the old rules goes on with them, however much later; but
/// it sees sets as they are by then. So a lease that moves from an old rule to a new one could be
/// missed in both: in the old one because it has moved, in the new one because that isn't there
/// yet.
///
/// One wait serves all who asked before it began. Where the kernel offers none, nobody waits: then
/// a packet escapes if a processor is held up within the rules for as long as it takes us to arm
/// and move on.
final class GracePeriods {
  private static final ReentrantLock WAITING = new ReentrantLock();
  private static long lastBegan = Long.MIN_VALUE;

  private GracePeriods() {}

  /// @param moment a value of [System#nanoTime]
  static void passSince(long moment) {
    WAITING.lock();
    try {
      if (lastBegan == Long.MIN_VALUE || lastBegan - moment <= 0) {
        long begins = System.nanoTime();
        int _ = Libc.membarrier();
        lastBegan = begins;
      }
    } finally {
      WAITING.unlock();
    }
  }
}
