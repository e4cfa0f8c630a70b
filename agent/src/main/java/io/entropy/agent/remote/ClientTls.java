package io.entropy.agent.remote;

import io.entropy.security.Credentials;
import io.entropy.security.JoinToken;
import io.entropy.security.PinnedTrust;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/// How managers are known, and what is shown to them. Their names are checked in any case.
final class ClientTls {
  private ClientTls() {}

  static SslContext showing(Credentials own) {
    return build(
        SslContextBuilder.forClient()
            .trustManager(own.authority())
            .keyManager(own.key(), own.certificate()));
  }

  static SslContext pinnedTo(JoinToken token) {
    return build(SslContextBuilder.forClient().trustManager(new PinnedTrust(token)));
  }

  private static SslContext build(SslContextBuilder builder) {
    try {
      return GrpcSslContexts.configure(builder, SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("this Java can't speak TLS", e);
    }
  }
}
