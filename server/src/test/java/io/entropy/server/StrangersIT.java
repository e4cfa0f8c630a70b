package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.ListNodesRequest;
import io.entropy.security.AuthorityTrust;
import io.entropy.security.CertificateAuthority;
import io.entropy.security.Credentials;
import io.entropy.security.Role;
import io.entropy.security.Validity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody might try who has no certificate that holds: there is no connection, nothing is
/// changed, and it's told, however often it's tried.
final class StrangersIT {
  private SecureFixture platform;

  @BeforeEach
  void open() throws Exception {
    platform = new SecureFixture();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  private void noConnection(ControlBlockingStub control) {
    assertThatThrownBy(
            () -> {
              var _ = control.listNodes(ListNodesRequest.getDefaultInstance());
            })
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
    assertThat(platform.kept()).isEmpty();
  }

  private void noConnection(Credentials shown) {
    noConnection(platform.client(ControlBlockingStub.class, shown));
  }

  /// Usual clients show no certificate of an authority that the manager hasn't named.
  private void noConnectionThough(Credentials shown) throws Exception {
    knock(context(new InsistentKeys(shown)));
    assertThat(platform.kept()).isEmpty();
  }

  private SSLContext context(KeyManager... shown) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    X509Certificate authority = platform.authority.certificate();
    context.init(shown, new TrustManager[] {AuthorityTrust.in(authority)}, null);
    return context;
  }

  /// The first event of a refusal for that reason.
  private Event refusal(String reason) {
    return await()
        .until(
            () -> refusals().stream().filter(e -> reason(e).equals(reason)).toList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  private List<Event> refusals() {
    return platform.events("audit.refused");
  }

  private static String reason(Event event) {
    return SecureFixture.fact(event, "reason");
  }

  private static long count(Event event) {
    return Math.round(event.getSpec().getData().getFieldsOrThrow("count").getNumberValue());
  }

  @Test
  void whoShowsNoCertificateIsRefused() {
    noConnection(platform.stranger(ControlBlockingStub.class));
    Event event = refusal("no_certificate");
    assertThat(event.getSpec().getMessage())
        .isEqualTo("stranger: connection from 127.0.0.1 refused: it showed no certificate");
    assertThat(SecureFixture.fact(event, "author")).isEqualTo("stranger");
    assertThat(SecureFixture.fact(event, "about")).isEqualTo("127.0.0.1");
    assertThat(event.getSpec().getData().getFieldsMap()).doesNotContainKey("subject");
  }

  @Test
  void anotherAuthoritysCertificateIsRefused() throws Exception {
    CertificateAuthority other = CertificateAuthority.create(SecureFixture.HOUR);
    noConnectionThough(SecureFixture.issue(other, "eve", Role.ADMIN, SecureFixture.HOUR));
    assertThat(SecureFixture.fact(refusal("unknown_authority"), "subject"))
        .isEqualTo("CN=eve,OU=admin");
  }

  @Test
  void aCertificateThatAnAgentHasIssuedIsRefused() throws Exception {
    Credentials agent = platform.issue("n1", Role.AGENT);
    var issuer = new CertificateAuthority(agent.certificate(), agent.key());
    noConnectionThough(SecureFixture.issue(issuer, "eve", Role.ADMIN, SecureFixture.HOUR));
    assertThat(SecureFixture.fact(refusal("unknown_authority"), "subject"))
        .isEqualTo("CN=eve,OU=admin");
  }

  @Test
  void aCertificateIsRefusedBeforeAndAfterItsTime() {
    noConnection(SecureFixture.issue(platform.authority, "eve", Role.ADMIN, SecureFixture.over()));
    assertThat(SecureFixture.fact(refusal("expired"), "subject")).isEqualTo("CN=eve,OU=admin");
    Instant now = Instant.now();
    Validity tomorrow = new Validity(now.plusSeconds(86_400), now.plusSeconds(90_000));
    noConnection(SecureFixture.issue(platform.authority, "eve", Role.ADMIN, tomorrow));
    assertThat(SecureFixture.fact(refusal("not_yet_valid"), "subject"))
        .isEqualTo("CN=eve,OU=admin");
  }

  @Test
  void aManagersCertificateIsForServersOnly() {
    noConnection(platform.issue("m2", Role.MANAGER));
    assertThat(SecureFixture.fact(refusal("not_a_client"), "subject"))
        .isEqualTo("CN=m2,OU=manager");
  }

  @Test
  void whoDoesntSpeakTlsIsRefusedAtBothPorts() throws Exception {
    for (InetSocketAddress port :
        List.of(platform.manager.address(), platform.manager.joinAddress().orElseThrow())) {
      try (Socket plain = new Socket(port.getAddress(), port.getPort())) {
        plain.setSoTimeout(20_000);
        plain
            .getOutputStream()
            .write("GET /v1/policies HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        drain(plain);
      }
    }
    assertThat(count(refusal("not_tls"))).isEqualTo(1);
    assertThat(metric("not_tls")).isEqualTo(2);
  }

  @Test
  void whoBreaksOffIsCountedAndNobodyIsRefused() throws Exception {
    knock(SSLContext.getDefault()); // doesn't believe the manager
    await().untilAsserted(() -> assertThat(metric("abandoned")).isEqualTo(1));
    assertThat(refusals()).isEmpty();
  }

  @Test
  void aFloodIsTwoEventsWhoseCountsSumToIt() throws Exception {
    int attempts = 1_000;
    SSLContext nothingToShow = context();
    try (ExecutorService strangers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> tried = new ArrayList<>();
      for (int i = 0; i < attempts; i++) {
        tried.add(
            strangers.submit(() -> {
              knock(nothingToShow);
              return null;
            }));
      }
      for (Future<?> each : tried) {
        var _ = each.get();
      }
    }
    assertThat(metric("no_certificate")).isEqualTo(attempts);
    platform.manager.close(); // tells what the minute isn't over for
    assertThat(refusals()).hasSizeBetween(2, 4);
    assertThat(refusals().stream().mapToLong(StrangersIT::count).sum()).isEqualTo(attempts);
    assertThat(platform.kept()).isEmpty();
  }

  /// Until the manager has refused it.
  private void knock(SSLContext context) throws IOException {
    InetSocketAddress port = platform.manager.address();
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(port.getAddress(), port.getPort())) {
      socket.setSoTimeout(20_000);
      drain(socket);
    }
  }

  private static void drain(Socket socket) {
    try {
      var _ = socket.getInputStream().readAllBytes();
    } catch (IOException _) {
      // refused
    }
  }

  /// How many connections the manager says failed for that reason.
  private long metric(String reason) {
    WebClient viewer = platform.web(platform.issue("vera", Role.VIEWER));
    String line = "entropy_handshakes_failed_total{reason=\"%s\"} ".formatted(reason);
    return viewer
        .get("/metrics")
        .aggregate()
        .join()
        .contentUtf8()
        .lines()
        .filter(l -> l.startsWith(line))
        .mapToLong(l -> Math.round(Double.parseDouble(l.substring(line.length()))))
        .findFirst()
        .orElseThrow();
  }
}
