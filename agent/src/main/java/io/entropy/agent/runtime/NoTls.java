package io.entropy.agent.runtime;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A TLS context for connections without TLS.
///
/// docker-java's transport otherwise loads the system's default one with all its trusted
/// certificates, 50 ms of a cold start, though `unix` and `tcp` endpoints never use it.
final class NoTls extends SSLContextSpi {
  private NoTls() {}

  static SSLContext context() {
    return new Context(new NoTls());
  }

  private static final class Context extends SSLContext {
    Context(SSLContextSpi spi) {
      super(spi, null, "none");
    }
  }

  @Override
  protected void engineInit(
      KeyManager @Nullable [] keys,
      TrustManager @Nullable [] trust,
      @Nullable SecureRandom random) {}

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    throw new UnsupportedOperationException("no TLS");
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    throw new UnsupportedOperationException("no TLS");
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    throw new UnsupportedOperationException("no TLS");
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(@Nullable String host, int port) {
    throw new UnsupportedOperationException("no TLS");
  }

  @Override
  protected @Nullable SSLSessionContext engineGetServerSessionContext() {
    return null;
  }

  @Override
  protected @Nullable SSLSessionContext engineGetClientSessionContext() {
    return null;
  }

  @Override
  protected SSLParameters engineGetDefaultSSLParameters() {
    return new SSLParameters();
  }

  @Override
  protected SSLParameters engineGetSupportedSSLParameters() {
    return new SSLParameters();
  }
}
