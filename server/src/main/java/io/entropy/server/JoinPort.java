package io.entropy.server;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.entropy.security.Credentials;
import io.entropy.server.handshake.HandshakeLog;
import io.entropy.server.http.Errors;
import io.entropy.server.join.JoiningService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/// The port for machines that have no certificate yet. It serves nothing but joining, so that the
/// other one can do without anybody unknown.
final class JoinPort implements AutoCloseable {
  private static final int LONGEST_REQUEST = 64 << 10;
  private static final int MOST_CONNECTIONS = 500;

  private final Server server;

  private JoinPort(Server server) {
    this.server = server;
  }

  /// @throws IOException when it can't listen there
  static JoinPort open(
      InetSocketAddress listen, Credentials own, HandshakeLog failures, JoiningService joining)
      throws IOException {
    ServerBuilder builder =
        TlsPort.forAll(Server.builder(), listen, own, failures)
            .maxNumConnections(MOST_CONNECTIONS)
            .maxRequestLength(LONGEST_REQUEST)
            .requestTimeout(Duration.ofSeconds(20))
            .idleTimeout(Duration.ofSeconds(30))
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(1))
            .disableServerHeader()
            .service(
                GrpcService.builder()
                    .addService(joining)
                    .maxRequestMessageLength(LONGEST_REQUEST)
                    .useBlockingTaskExecutor(true)
                    .exceptionHandler(new Errors())
                    .build());
    Server server = builder.build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IOException("can't listen on %s: %s".formatted(listen, e.getCause()), e);
    }
    return new JoinPort(server);
  }

  InetSocketAddress address() {
    return Objects.requireNonNull(server.activePort()).localAddress();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
