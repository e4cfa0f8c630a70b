package io.entropy.cli.client;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.security.Credentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/// Calls that have one answer, each as one HTTP/1.1 request whose body is the message as it is
/// ([unframed](https://armeria.dev/docs/server/grpc/#unframed-requests)), by what the JDK has: a
/// command that asks once ends before gRPC's own transport would have begun (ADR 11). Any thread; a
/// call blocks the thread that makes it.
final class HttpChannel extends Channel {
  private final ManagerAddress address;
  private final Optional<SSLSocketFactory> tls;

  /// A channel to that manager.
  ///
  /// @param shown what it's shown; empty for one without TLS
  HttpChannel(ManagerAddress address, Optional<Credentials> shown) {
    this.address = address;
    this.tls = shown.map(own -> own.tls().getSocketFactory());
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    if (method.getType() != MethodType.UNARY) {
      throw new IllegalArgumentException(method.getFullMethodName() + " has more than one answer");
    }
    return new HttpCall<>(() -> connection(method.getFullMethodName()), method, options);
  }

  private HttpURLConnection connection(String path) throws IOException {
    String scheme = tls.isPresent() ? "https" : "http";
    var connection =
        (HttpURLConnection)
            URI.create(scheme + "://" + address + "/" + path)
                .toURL()
                .openConnection(Proxy.NO_PROXY);
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(tls.orElseThrow());
    }
    return connection;
  }

  @Override
  public String authority() {
    return address.toString();
  }
}
