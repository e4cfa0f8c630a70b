package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Servers and proxies that can't be used are refused before anything is changed.
class RefusalIT {
  private Echo echo;
  private Target target;
  private InjectorSession session;

  @BeforeEach
  void start() throws IOException {
    echo = new Echo();
    target = echo.target();
    session = new InjectorSession(new EngineRuntime());
  }

  @AfterEach
  void stop() throws IOException {
    session.close();
    echo.close();
  }

  private void refuses(String parameters, String... words) throws IOException {
    assertThatThrownBy(() -> session.arm(new TimeoutProvider(), target, parameters))
        .isInstanceOfSatisfying(
            InjectorException.class,
            e -> assertThat(e.code()).isEqualTo(InjectorException.Code.REFUSED))
        .hasMessageContainingAll(words);
    assertThat(echo.toxics(target)).isEmpty();
  }

  @Test
  void aServerThatIsNotThere() throws IOException {
    refuses("server=127.0.0.1:1", "no server listens at 127.0.0.1:1", "entropy proxy");
  }

  @Test
  void aProxyThatIsNotThereNamesThoseThatAre() throws IOException {
    refuses("proxy=nope server=" + echo.server(), "no proxy `nope`", target.getSpec().getName());
  }

  @Test
  void aServerThatIsNoToxiproxyOrKnowsNoLeases() throws IOException {
    refusesVersion("{}", "isn't a Toxiproxy server");
    refusesVersion("{\"version\":\"1.2.1\"}", "2.0 or later");
    refusesVersion("{\"version\":\"2.12.0\"}", "lease=none", "the toxic stays");
  }

  /// Something that says of itself only which version it is.
  private void refusesVersion(String version, String... words) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/version",
        exchange -> {
          byte[] body = version.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    other.start();
    try {
      refuses("server=127.0.0.1:" + other.getAddress().getPort(), words);
    } finally {
      other.stop(0);
    }
  }
}
