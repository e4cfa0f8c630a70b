package io.entropy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What our server does beyond Toxiproxy, or where that is lax.
class OursIT extends ServerSuite {

  @Override
  protected ServerUnderTest server() throws IOException {
    return Embedded.underTest(Embedded.start());
  }

  @Test
  void aHalfClosedConnectionStillCarriesTheAnswer() throws IOException {
    proxy.toxics().latency("late", ToxicDirection.DOWNSTREAM, 200);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(new byte[1000]);
      socket.shutdownOutput();
      assertThat(drain(socket)).isEqualTo(1000);
    }
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

  @Test
  void countsWhatGoesThroughForPrometheus() throws Exception {
    try (Socket socket = connect()) {
      var _ = roundTrip(socket, 1000);
    }
    // What was sent is counted once it's written, which its receiver may see sooner.
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          for (String what : new String[] {"received", "sent"}) {
            for (String direction : new String[] {"upstream", "downstream"}) {
              String expected =
                  ("toxiproxy_proxy_%s_bytes_total{direction=\"%s\",listener=\"%s\",proxy=\"%s\","
                          + "upstream=\"%s\"} 1000")
                      .formatted(what, direction, proxy.getListen(), NAME, echo.address());
              assertThat(send("GET", "/metrics", "").body().lines()).contains(expected);
            }
          }
        });
  }
}
