package io.entropy.security;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// What somebody shows and by what they judge others.
///
/// @param authority whose certificates are believed
/// @param certificate one's own, issued by it
public record Credentials(X509Certificate authority, X509Certificate certificate, PrivateKey key) {

  public Optional<Identity> identity() {
    return Identity.of(certificate);
  }

  /// TLS by the JDK: this is shown, and only the authority believed.
  public SSLContext tls() {
    try {
      char[] nobody = {}; // the store stays in memory
      KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(null, null);
      keys.setKeyEntry("own", key, nobody, new X509Certificate[] {certificate});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, nobody);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          factory.getKeyManagers(), new TrustManager[] {AuthorityTrust.in(authority)}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java can't speak TLS", e);
    }
  }

  /// Keeps the key out of logs.
  @Override
  public String toString() {
    return "Credentials[%s]".formatted(certificate.getSubjectX500Principal());
  }
}
