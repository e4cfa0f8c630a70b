package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Servers and proxies that can't be used are refused before anything is changed.
@ExtendWith(EchoContainers.class)
class RefusalIT {
  private final Echo echo = EchoContainers.ours();
  private Target target;
  private InjectorSession session;

  @BeforeEach
  void start() throws IOException {
    target = echo.target();
    session = new InjectorSession(new EngineRuntime());
  }

  @AfterEach
  void stop() {
    session.close();
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
  void aProxyThatIsDisabled() throws IOException {
    echo.client().getProxy(target.getSpec().getName()).disable();
    refuses("server=" + echo.server(), "is disabled", "enable it first");
  }

  @Test
  void aServerThatIsNoToxiproxyOfVersion2() throws IOException {
    refusesVersion("{}", "isn't a Toxiproxy server");
    refusesVersion("{\"version\":{}}", "isn't a Toxiproxy server");
    refusesVersion("{\"version\":\"1.2.1\"}", "2.0 or later");
  }

  private void refusesVersion(String version, String... words) throws IOException {
    try (OtherServer other = new OtherServer(version)) {
      refuses("server=" + other.address(), words);
    }
  }

  @Test
  void aServerThatTakesConnectionsAndSaysNothing() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      refuses("server=127.0.0.1:" + mute.getLocalPort(), "doesn't answer within 5 s");
    }
  }

  @Test
  void aServerWhoseAnswerNeverEnds() throws IOException {
    try (OtherServer other = new OtherServer("{\"version\":", 100)) {
      refuses("server=" + other.address(), "doesn't answer within 5 s");
    }
  }
}
