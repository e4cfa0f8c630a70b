package io.entropy.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// From when until when a certificate holds, by the time of day; whole seconds, as X.509 has them.
public record Validity(Instant from, Instant until) {
  /// Clocks of machines differ: a new certificate holds a little earlier, too.
  private static final Duration EARLIER = Duration.ofMinutes(5);

  /// For so long from now.
  public static Validity of(InstantSource clock, Duration length) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Validity(now.minus(EARLIER), now.plus(length));
  }
}
