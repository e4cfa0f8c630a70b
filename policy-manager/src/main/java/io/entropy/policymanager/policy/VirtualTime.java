package io.entropy.policymanager.policy;

import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it's moved. One thread.
final class VirtualTime implements InstantSource {
  private Instant now;

  VirtualTime(Instant start) {
    now = start;
  }

  /// Never goes back.
  void advanceTo(Instant instant) {
    if (instant.isAfter(now)) {
      now = instant;
    }
  }

  @Override
  public Instant instant() {
    return now;
  }
}
