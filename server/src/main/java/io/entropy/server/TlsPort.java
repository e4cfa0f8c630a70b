package io.entropy.server;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.ServerBuilder;
import io.entropy.security.Credentials;
import io.entropy.server.handshake.ClientTrust;
import io.entropy.server.handshake.HandshakeLog;
import io.entropy.server.handshake.HandshakeWatch;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetSocketAddress;

/// How a port of a manager speaks TLS. The authority's certificate is sent along, so that a machine
/// that joins finds the one whose digest it has.
final class TlsPort {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private TlsPort() {}

  /// Whoever has no certificate of the authority that holds is refused in the handshake.
  static ServerBuilder forKnown(
      ServerBuilder builder, InetSocketAddress listen, Credentials own, HandshakeLog failures) {
    ClientTrust trust = new ClientTrust(own.authority());
    return open(builder, listen, own, failures)
        .tlsCustomizer(
            tls -> tls.protocols(PROTOCOLS).clientAuth(ClientAuth.REQUIRE).trustManager(trust));
  }

  /// Everybody gets a connection.
  static ServerBuilder forAll(
      ServerBuilder builder, InetSocketAddress listen, Credentials own, HandshakeLog failures) {
    return open(builder, listen, own, failures).tlsCustomizer(tls -> tls.protocols(PROTOCOLS));
  }

  private static ServerBuilder open(
      ServerBuilder builder, InetSocketAddress listen, Credentials own, HandshakeLog failures) {
    return builder
        .https(listen)
        .tls(TlsKeyPair.of(own.key(), own.certificate(), own.authority()))
        .childChannelPipelineCustomizer(
            connection -> connection.addLast(new HandshakeWatch(failures)));
  }
}
