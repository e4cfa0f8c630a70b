package io.entropy.store.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A wall clock that moves when it's told to.
public final class ManualClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-02T03:04:05.678Z");

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
