package io.entropy.security;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// What somebody shows and by what they judge others.
///
/// @param authority whose certificates are believed
/// @param certificate one's own, issued by it
public record Credentials(X509Certificate authority, X509Certificate certificate, PrivateKey key) {

  public Optional<Identity> identity() {
    return Identity.of(certificate);
  }

  /// Keeps the key out of logs.
  @Override
  public String toString() {
    return "Credentials[%s]".formatted(certificate.getSubjectX500Principal());
  }
}
