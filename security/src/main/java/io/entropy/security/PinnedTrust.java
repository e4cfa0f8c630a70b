package io.entropy.security;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes servers whose chain ends with the authority of that digest, and nobody else: how a
/// machine knows its manager before it has the authority's certificate. Names are checked as usual.
/// Any thread.
public final class PinnedTrust extends X509ExtendedTrustManager {
  private final String digest;

  public PinnedTrust(JoinToken token) {
    this.digest = token.digest();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    anchored(chain).checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    anchored(chain).checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("the server's name has to be checked, too");
  }

  /// The usual checks, with the pinned authority as the only one that is believed.
  private X509ExtendedTrustManager anchored(X509Certificate[] chain) throws CertificateException {
    for (X509Certificate certificate : chain) {
      if (JoinToken.digest(certificate).equals(digest)) {
        return AuthorityTrust.in(certificate);
      }
    }
    throw new CertificateException(
        "the manager's authority isn't the one of the token: is it another cluster's?");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw noServer();
  }

  private static CertificateException noServer() {
    return new CertificateException("for clients only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
