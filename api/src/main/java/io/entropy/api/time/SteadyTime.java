package io.entropy.api.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The wall clock as it was when this was made, carried on by the monotonic clock: when somebody
/// sets the wall clock, no tick moves and no fault lasts longer. Any thread.
///
/// It drifts from a wall clock that is slewed or stepped; what is compared between machines is
/// therefore a time remaining, never an instant.
public final class SteadyTime implements InstantSource {
  private final Instant anchor;
  private final LongSupplier nanoTime;
  private final long start;

  SteadyTime(Instant anchor, LongSupplier nanoTime) {
    this.anchor = anchor;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /// Anchored now.
  public static SteadyTime start() {
    // Linked before the anchor is taken: in a cold JVM that takes a tenth of a second, and clocks
    // of one process would differ by it.
    LongSupplier nanoTime = System::nanoTime;
    return new SteadyTime(InstantSource.system().instant(), nanoTime);
  }

  @Override
  public Instant instant() {
    return anchor.plusNanos(nanoTime.getAsLong() - start);
  }
}
