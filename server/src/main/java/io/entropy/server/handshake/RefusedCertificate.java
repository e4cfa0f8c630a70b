package io.entropy.server.handshake;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/// A certificate was shown and isn't believed.
final class RefusedCertificate extends CertificateException {
  private static final long serialVersionUID = 1;

  private final X509Certificate shown;

  RefusedCertificate(X509Certificate shown, CertificateException objection) {
    super(objection);
    this.shown = shown;
  }

  X509Certificate shown() {
    return shown;
  }
}
