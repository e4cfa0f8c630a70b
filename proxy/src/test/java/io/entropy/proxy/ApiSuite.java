package io.entropy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// The HTTP API as Toxiproxy documents it, by toxiproxy-java and by plain requests.
public abstract class ApiSuite extends ServerSuite {

  @Test
  void tellsItsVersionAndWhatThereIs() throws IOException {
    assertThat(client.version()).contains(server.version());
    proxy.toxics().latency("late", ToxicDirection.DOWNSTREAM, 7).setJitter(3);
    assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly(NAME);
    var late =
        client.getProxy(NAME).toxics().get("late", eu.rekawek.toxiproxy.model.toxic.Latency.class);
    assertThat(late.getLatency()).isEqualTo(7);
    assertThat(late.getJitter()).isEqualTo(3);
    assertThat(late.getStream()).isEqualTo(ToxicDirection.DOWNSTREAM);
  }

  @Test
  void disablingEndsConnectionsAndRefusesNewOnes() throws IOException {
    try (Socket socket = connect()) {
      var _ = roundTrip(socket, 10);
      proxy.disable();
      assertThat(drain(socket)).isZero();
      assertThatThrownBy(() -> connect().close()).isInstanceOf(ConnectException.class);
      proxy.enable();
      try (Socket again = connect()) {
        var _ = roundTrip(again, 10);
      }
    }
  }

  @Test
  void anotherUpstreamEndsConnectionsAndIsWhereNewOnesLead() throws IOException {
    try (Socket socket = connect();
        ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var _ = roundTrip(socket, 10);
      proxy.setUpstream("127.0.0.1:" + other.getLocalPort());
      assertThat(drain(socket)).isZero();
      try (Socket again = connect();
          Socket accepted = other.accept()) {
        assertThat(again.isConnected()).isTrue();
        assertThat(accepted.isConnected()).isTrue();
      }
    }
  }

  @Test
  void aDeletedProxyIsGone() throws IOException {
    proxy.delete();
    assertThat(client.getProxies()).isEmpty();
    assertThat(client.getProxyOrNull(NAME)).isNull();
  }

  @Test
  void resetEnablesProxiesAndRemovesToxics() throws IOException {
    proxy.toxics().timeout("dead", ToxicDirection.UPSTREAM, 0);
    proxy.disable();
    client.reset();
    assertThat(proxy.toxics().getAll()).isEmpty();
    try (Socket socket = connect()) {
      var _ = roundTrip(socket, 10);
    }
  }

  @Test
  void populateMakesManyAndKeepsThoseThatAreTheSame() throws Exception {
    String body =
        "[{\"name\":\"%s\",\"listen\":\"%s\",\"upstream\":\"%s\"},{\"name\":\"off\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\",\"enabled\":false}]"
            .formatted(NAME, proxy.getListen(), echo.address(), echo.address());
    try (Socket socket = connect()) {
      var _ = roundTrip(socket, 10);
      assertThat(send("POST", "/populate", body).statusCode()).isEqualTo(201);
      var _ = roundTrip(socket, 10);
    }
    assertThat(client.getProxy("off").isEnabled()).isFalse();
  }

  @Test
  void refusesInToxiproxysWords() throws Exception {
    refuses("GET", "/proxies/none", "", 404, "proxy not found");
    refuses("POST", "/proxies", "{", 400, "bad request body");
    refuses("POST", "/proxies", "{}", 400, "missing required field: name");
    refuses("POST", "/proxies", "{\"name\":\"a\"}", 400, "missing required field: upstream");
    refuses(
        "POST",
        "/proxies",
        "{\"name\":\"echo\",\"upstream\":\"a:1\"}",
        409,
        "proxy already exists");
    String toxics = "/proxies/echo/toxics";
    refuses("POST", toxics, "{\"type\":\"nope\"}", 400, "invalid toxic type");
    refuses("POST", toxics, "{\"type\":\"latency\",\"stream\":\"x\"}", 400, "stream was invalid");
    refuses("GET", toxics + "/none", "", 404, "toxic not found");
    refuses(
        "POST",
        toxics,
        "{\"type\":\"latency\",\"attributes\":{\"latency\":\"long\"}}",
        400,
        "bad request body");
    assertThat(send("POST", toxics, "{\"type\":\"latency\"}").statusCode()).isEqualTo(200);
    refuses("POST", toxics, "{\"type\":\"latency\"}", 409, "toxic already exists");
    assertThat(send("DELETE", toxics + "/latency_downstream", "").statusCode()).isEqualTo(204);
    assertThat(send("PUT", "/proxies", "").statusCode()).isEqualTo(405);
    assertThat(send("GET", "/nothing", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aPortThatIsTakenIsAnError() throws Exception {
    refuses(
        "POST",
        "/proxies",
        "{\"name\":\"b\",\"upstream\":\"a:1\",\"listen\":\"%s\"}".formatted(proxy.getListen()),
        500,
        "listen tcp " + proxy.getListen());
  }
}
