package io.entropy.security;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// From when until when a certificate holds, by the time of day; whole seconds, as X.509 has them.
public record Validity(Instant from, Instant until) {
  /// Clocks of machines differ: a new certificate holds a little earlier, too.
  private static final Duration EARLIER = Duration.ofMinutes(5);

  /// When a certificate was issued that holds as [#of] says.
  public static Instant issued(X509Certificate certificate) {
    return certificate.getNotBefore().toInstant().plus(EARLIER);
  }

  /// For so long from now.
  public static Validity of(InstantSource clock, Duration length) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Validity(now.minus(EARLIER), now.plus(length));
  }
}
