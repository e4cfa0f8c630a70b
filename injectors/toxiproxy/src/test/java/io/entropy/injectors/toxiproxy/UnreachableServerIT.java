package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.engine.EngineRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What reverting says of a server that can't be asked.
class UnreachableServerIT {
  private static final InjectorProvider PROVIDER = new TimeoutProvider();
  private InjectorContext context;
  private Injector injector;

  @BeforeEach
  void start() {
    context = new InjectorContext("test", new EngineRuntime());
    injector = PROVIDER.open(context);
  }

  @AfterEach
  void stop() {
    context.close();
  }

  private static Undo undo(int port, boolean leased) {
    ToxicPlace place = new ToxicPlace(new Server("127.0.0.1", port), "web", "entropy_1", leased);
    return new Undo("1", "test", PROVIDER.mode().name(), "id", "web", place.details());
  }

  private void fails(int port, boolean leased, String... words) {
    assertThatThrownBy(() -> injector.revert(undo(port, leased)))
        .isInstanceOfSatisfying(
            InjectorException.class,
            e -> assertThat(e.code()).isEqualTo(InjectorException.Code.FAILED))
        .hasMessageContaining("may still be there")
        .hasMessageContainingAll(words);
  }

  @Test
  void aWatchedToxicMayStillBeThere() {
    fails(
        1,
        false,
        "no server listens",
        "watchdog goes on",
        "DELETE http://127.0.0.1:1/proxies/web/toxics/entropy_1");
  }

  @Test
  void aLeasedToxicOfAServerThatIsGoneIsGone() throws InjectorException {
    assertThat(injector.revert(undo(1, true)))
        .isInstanceOfSatisfying(
            Reverted.Nothing.class, nothing -> assertThat(nothing.why()).contains("lease ends"));
  }

  @Test
  void ofAServerThatHangsNothingIsKnown() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      fails(mute.getLocalPort(), true, "doesn't answer", "ends with its lease");
    }
  }
}
