package io.entropy.server.handshake;

import io.entropy.security.AuthorityTrust;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes clients of one authority by the platform's own checks, and says whose certificate it
/// was that it doesn't believe: the session of a handshake that fails no longer knows. Any thread.
public final class ClientTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager platform;

  public ClientTrust(X509Certificate authority) {
    this.platform = AuthorityTrust.in(authority);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    try {
      platform.checkClientTrusted(chain, type, engine);
    } catch (CertificateException e) {
      throw new RefusedCertificate(chain[0], e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw engineOnly();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw engineOnly();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw engineOnly();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw engineOnly();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw engineOnly();
  }

  private static CertificateException engineOnly() {
    return new CertificateException("for a manager's port only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return platform.getAcceptedIssuers();
  }
}
