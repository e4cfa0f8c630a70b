package io.entropy.server;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClientBuilder;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.TlsKeyPair;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.JoinRequest;
import io.entropy.api.v1.JoiningGrpc.JoiningBlockingStub;
import io.entropy.api.v1.NodeCertificatesGrpc.NodeCertificatesBlockingStub;
import io.entropy.api.v1.NodeCredentials;
import io.entropy.api.v1.RenewRequest;
import io.entropy.security.CertificateAuthority;
import io.entropy.security.Credentials;
import io.entropy.security.Identity;
import io.entropy.security.KeyPairs;
import io.entropy.security.Pem;
import io.entropy.security.Role;
import io.entropy.security.SigningRequest;
import io.entropy.security.Validity;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A manager with TLS on free ports of loopback, and callers with certificates of any kind.
final class SecureFixture implements AutoCloseable {
  static final Validity HOUR = Validity.of(InstantSource.system(), Duration.ofHours(1));

  final CertificateAuthority authority = CertificateAuthority.create(HOUR);
  final Store store = new MemoryStore(InstantSource.system());
  final Manager manager;
  private final List<ClientFactory> factories = new ArrayList<>();

  SecureFixture() throws Exception {
    KeyPair keys = KeyPairs.generate();
    Credentials own =
        new Credentials(
            authority.certificate(),
            authority.issue(
                new Identity("m1", Role.MANAGER), keys.getPublic(), List.of("127.0.0.1"), HOUR),
            keys.getPrivate());
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    ManagerTls.Joining joining = new ManagerTls.Joining(authority, anyPort, Duration.ofMinutes(30));
    manager =
        Manager.start(
            store,
            TestModes.MODES,
            ManagerOptions.DEFAULT
                .withTls(new ManagerTls(own, Optional.of(joining)))
                .withListen(anyPort));
  }

  /// Two hours ago until a minute ago.
  static Validity over() {
    Instant now = Instant.now();
    return new Validity(now.minusSeconds(7200), now.minusSeconds(60));
  }

  /// What the platform's own authority gives to that caller.
  Credentials issue(String name, Role role) {
    return issue(authority, name, role, HOUR);
  }

  Credentials issue(String name, Role role, Validity validity) {
    return issue(authority, name, role, validity);
  }

  static Credentials issue(CertificateAuthority issuer, String name, Role role, Validity validity) {
    KeyPair keys = KeyPairs.generate();
    return new Credentials(
        issuer.certificate(),
        issuer.issue(new Identity(name, role), keys.getPublic(), List.of(), validity),
        keys.getPrivate());
  }

  <T> T client(Class<T> type, Credentials shown) {
    return client(type, Optional.of(shown), manager.address().getPort(), "gproto+https");
  }

  /// One that shows nothing.
  <T> T stranger(Class<T> type) {
    return client(type, Optional.empty(), manager.address().getPort(), "gproto+https");
  }

  /// One at the port for joining, that shows nothing.
  <T> T joiner(Class<T> type) {
    int port = manager.joinAddress().orElseThrow().getPort();
    return client(type, Optional.empty(), port, "gproto+https");
  }

  /// One for the plain HTTP side.
  WebClient web(Credentials shown) {
    return WebClient.builder("https://127.0.0.1:" + manager.address().getPort())
        .factory(factory(Optional.of(shown)))
        .build();
  }

  private <T> T client(Class<T> type, Optional<Credentials> shown, int port, String scheme) {
    GrpcClientBuilder builder =
        GrpcClients.builder("%s://127.0.0.1:%d/".formatted(scheme, port))
            .factory(factory(shown))
            .responseTimeout(Duration.ofSeconds(30))
            .maxResponseLength(0);
    return builder.build(type);
  }

  private ClientFactory factory(Optional<Credentials> shown) {
    var builder =
        ClientFactory.builder().tlsCustomizer(tls -> tls.trustManager(authority.certificate()));
    shown.ifPresent(c -> builder.tls(TlsKeyPair.of(c.key(), c.certificate())));
    ClientFactory factory = builder.build();
    factories.add(factory);
    return factory;
  }

  /// What a machine gets for the token.
  Credentials join(String token, String nodeId) throws Exception {
    KeyPair keys = KeyPairs.generate();
    NodeCredentials given =
        joiner(JoiningBlockingStub.class)
            .join(
                JoinRequest.newBuilder()
                    .setToken(token)
                    .setNodeId(nodeId)
                    .setSigningRequest(ByteString.copyFrom(SigningRequest.of(keys)))
                    .build());
    return new Credentials(
        Pem.certificate(given.getAuthority().toByteArray()),
        Pem.certificate(given.getCertificate().toByteArray()),
        keys.getPrivate());
  }

  /// What a node gets for the certificate that it has.
  Credentials renew(Credentials shown) throws Exception {
    KeyPair keys = KeyPairs.generate();
    NodeCredentials given =
        client(NodeCertificatesBlockingStub.class, shown)
            .renew(
                RenewRequest.newBuilder()
                    .setSigningRequest(ByteString.copyFrom(SigningRequest.of(keys)))
                    .build());
    return new Credentials(
        shown.authority(),
        Pem.certificate(given.getCertificate().toByteArray()),
        keys.getPrivate());
  }

  List<Event> events(String type) {
    return store.view(s -> s.all(Kinds.EVENTS)).stream()
        .filter(e -> e.getSpec().getType().equals(type))
        .toList();
  }

  /// One fact of an event.
  static String fact(Event event, String name) {
    return event.getSpec().getData().getFieldsOrThrow(name).getStringValue();
  }

  /// Everything that is kept but the events.
  List<Object> kept() {
    return store.view(s -> {
      List<Object> all = new ArrayList<>();
      Kinds.ALL.stream().filter(k -> !k.equals(Kinds.EVENTS)).forEach(k -> all.addAll(s.all(k)));
      return all;
    });
  }

  @Override
  public void close() {
    factories.forEach(ClientFactory::close);
    manager.close();
    store.close();
  }
}
