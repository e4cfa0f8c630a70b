package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each mode's effect on a connection, and what it says of it.
class FidelityIT {
  private Echo echo;
  private InjectorSession session;

  @BeforeEach
  void start() throws IOException {
    echo = new Echo();
    session = new InjectorSession(new EngineRuntime());
  }

  @AfterEach
  void stop() throws IOException {
    session.close();
    echo.close();
  }

  /// Sends so many bytes and the end; how many came back, with the fault's verdict in the words.
  private long achieved(InjectorProvider provider, String parameters, int bytes) throws Exception {
    Target target = echo.target();
    Started started = session.start(provider, target, "server=" + echo.server() + " " + parameters);
    long back = 0;
    try (Socket socket = echo.connect(target)) {
      socket.getOutputStream().write(new byte[bytes]);
      socket.shutdownOutput();
      back = socket.getInputStream().readAllBytes().length;
    } catch (IOException _) {
      back = -1;
    }
    started.fault().end();
    var fidelity = started.fault().observe();
    assertThat(fidelity.getVerdict()).as(fidelity.toString()).isEqualTo(Verdict.AS_ASKED);
    assertThat(echo.toxics(target)).isEmpty();
    return back;
  }

  @Test
  void bandwidthSaysItsRateHeld() throws Exception {
    assertThat(achieved(new BandwidthProvider(), "rate=800kbit", 30_000)).isEqualTo(30_000);
  }

  @Test
  void slicerCuts() throws Exception {
    assertThat(achieved(new SlicerProvider(), "average_size=50", 3000)).isEqualTo(3000);
  }

  @Test
  void slowCloseDelaysTheEndThatWasSent() throws Exception {
    assertThat(achieved(new SlowCloseProvider(), "delay=500ms stream=upstream", 100))
        .isEqualTo(100);
  }

  @Test
  void timeoutLosesEverything() throws Exception {
    assertThat(achieved(new TimeoutProvider(), "timeout=100ms stream=upstream", 100)).isZero();
  }

  @Test
  void limitDataPassesItsBytes() throws Exception {
    assertThat(achieved(new LimitDataProvider(), "bytes=1000", 3000)).isEqualTo(1000);
  }

  @Test
  void resetPeerResets() throws Exception {
    assertThat(achieved(new ResetPeerProvider(), "", 100)).isEqualTo(-1);
  }
}
