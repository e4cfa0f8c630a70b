package io.entropy.injectors.kernel.netlink;

import io.entropy.injectors.kernel.sys.NativeMemory;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// A pair of native buffers, one to write requests and one for answers, lent out for one exchange.
///
/// Pooled, because a plan for each of a thousand namespaces needs them only microseconds at a time.
public final class Buffers implements AutoCloseable {
  /// The kernel fills dumps in pieces of at most 32 KiB, and never more than we offer.
  private static final int RECEIVE_BYTES = 1 << 16;

  private static final int MOST_POOLED = 8;
  private static final ConcurrentLinkedDeque<Buffers> POOL = new ConcurrentLinkedDeque<>();
  private static final AtomicInteger POOLED = new AtomicInteger();

  private final MessageWriter writer = new MessageWriter();
  private final NativeMemory received = new NativeMemory(RECEIVE_BYTES);

  private Buffers() {}

  public static Buffers borrow() {
    Buffers buffers = POOL.poll();
    if (buffers == null) {
      return new Buffers();
    }
    POOLED.decrementAndGet();
    return buffers;
  }

  /// The request under construction, empty at first.
  public MessageWriter writer() {
    return writer;
  }

  NativeMemory received() {
    return received;
  }

  /// Gives the buffers back; nothing read from them may be used afterwards.
  @Override
  public void close() {
    writer.clear();
    if (POOLED.get() < MOST_POOLED) {
      POOLED.incrementAndGet();
      POOL.push(this);
    }
  }
}
