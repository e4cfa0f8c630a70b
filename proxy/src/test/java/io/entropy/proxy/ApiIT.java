package io.entropy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The HTTP API, by toxiproxy-java and by plain requests.
class ApiIT extends ProxyFixture {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    URI uri = URI.create("http://" + server.host() + ":" + server.port() + path);
    return HTTP.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private void refuses(String method, String path, String body, int status, String error)
      throws Exception {
    HttpResponse<String> response = send(method, path, body);
    JsonObject json = JsonParser.parseString(response.body()).getAsJsonObject();
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json.get("status").getAsInt()).isEqualTo(status);
    assertThat(json.get("error").getAsString()).startsWith(error);
  }

  @Test
  void tellsItsVersionAndWhatThereIs() throws IOException {
    assertThat(client.version()).contains(Api.VERSION);
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
  void refusesAttributesThatMakeNoSense() throws Exception {
    String toxics = "/proxies/echo/toxics";
    String latency = "{\"type\":\"latency\",\"attributes\":%s}";
    String bad = "bad request body: ";
    refuses(
        "POST",
        toxics,
        latency.formatted("{\"latency\":-1}"),
        400,
        bad + "`attributes`: `latency` is");
    refuses(
        "POST",
        toxics,
        latency.formatted("{\"delay\":1}"),
        400,
        bad + "a latency toxic has no attribute `delay`; it has latency, jitter");
    for (String value : new String[] {"1.5", "null", "\"1\"", "1e30", "[]"}) {
      refuses("POST", toxics, latency.formatted("{\"latency\":" + value + "}"), 400, bad);
    }
    for (String toxicity : new String[] {"1.1", "-0.1", "\"NaN\"", "\"much\""}) {
      refuses(
          "POST",
          toxics,
          "{\"type\":\"timeout\",\"toxicity\":%s}".formatted(toxicity),
          400,
          bad + "`toxicity`");
    }
    assertThat(proxy.toxics().getAll()).isEmpty();
    var late = proxy.toxics().latency("late", ToxicDirection.UPSTREAM, 1);
    refuses("PATCH", toxics + "/late", "{\"toxicity\":2}", 400, bad + "`toxicity` is from");
    refuses(
        "PATCH",
        toxics + "/late",
        "{\"attributes\":{\"jitter\":-1}}",
        400,
        bad + "`attributes`: `jitter`");
    late.setJitter(1);
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

  @Test
  void aLeasedToxicEndsUnlessRenewed() throws Exception {
    String toxics = "/proxies/echo/toxics";
    String toxic = "{\"name\":\"t\",\"type\":\"timeout\",\"lease_ms\":60000}";
    assertThat(send("POST", toxics, toxic).statusCode()).isEqualTo(200);
    assertThat(send("PATCH", toxics + "/t", "{\"lease_ms\":300}").statusCode()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> send("GET", toxics + "/t", "").statusCode() == 404);
    refuses("PATCH", toxics + "/t", "{\"lease_ms\":300}", 404, "toxic not found");
    assertThat(send("GET", "/tallies/echo/t", "").body()).contains("\"over\":true");
  }

  @Test
  void startsWithTheProxiesOfAFileOrNotAtAll(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("proxies.json");
    String proxies = "[{\"name\":\"f\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}]";
    Files.writeString(file, proxies);
    try (ProxyServer other =
        ProxyServer.start(new ProxyConfig("127.0.0.1", 0, Optional.of(file)))) {
      assertThat(other.port()).isPositive();
    }
    Files.writeString(file, "[{}]");
    assertThatThrownBy(() -> ProxyServer.start(new ProxyConfig("127.0.0.1", 0, Optional.of(file))))
        .hasMessageContaining("missing required field: name at proxy 1");
    assertThatThrownBy(
            () -> ProxyServer.start(new ProxyConfig("127.0.0.1", server.port(), Optional.empty())))
        .hasMessageContaining("can't listen on");
  }
}
