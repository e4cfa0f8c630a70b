package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Each mode's effect on a connection, and what it says of it.
@ExtendWith(EchoContainers.class)
class FidelityIT {
  private final Echo echo = EchoContainers.ours();
  private InjectorSession session;

  @BeforeEach
  void start() {
    session = new InjectorSession(new EngineRuntime());
  }

  @AfterEach
  void stop() {
    session.close();
  }

  /// What waits on a busy machine may be later than asked, and is said to be; that's for
  /// [VerdictsTest].
  private static final Set<Verdict> SEEN = Set.of(Verdict.AS_ASKED, Verdict.DIFFERS);

  private static final Set<Verdict> AS_ASKED = Set.of(Verdict.AS_ASKED);

  /// Sends so many bytes and the end; how many came back, with the fault's verdict in the words.
  private long achieved(
      InjectorProvider provider, String parameters, int bytes, Set<Verdict> verdicts)
      throws Exception {
    Target target = echo.target();
    Started started = session.start(provider, target, "server=" + echo.server() + " " + parameters);
    // With a time-out the end of the connection comes of that, or sooner.
    long back = echo.send(target, bytes, !(provider instanceof TimeoutProvider)).back();
    started.fault().end();
    var fidelity = started.fault().observe();
    assertThat(fidelity.getVerdict()).as(fidelity.toString()).isIn(verdicts);
    assertThat(echo.toxics(target)).isEmpty();
    return back;
  }

  @Test
  void bandwidthSaysItsRateHeld() throws Exception {
    assertThat(achieved(new BandwidthProvider(), "rate=800kbit", 30_000, AS_ASKED))
        .isEqualTo(30_000);
  }

  @Test
  void slicerCuts() throws Exception {
    assertThat(achieved(new SlicerProvider(), "average_size=50", 3000, AS_ASKED)).isEqualTo(3000);
  }

  @Test
  void slowCloseDelaysTheEndThatWasSent() throws Exception {
    assertThat(achieved(new SlowCloseProvider(), "delay=500ms stream=upstream", 100, SEEN))
        .isEqualTo(100);
  }

  @Test
  void timeoutLosesEverything() throws Exception {
    assertThat(achieved(new TimeoutProvider(), "timeout=1s stream=upstream", 100, SEEN)).isZero();
  }

  @Test
  void limitDataPassesItsBytes() throws Exception {
    assertThat(achieved(new LimitDataProvider(), "bytes=1000", 3000, AS_ASKED)).isEqualTo(1000);
  }

  @Test
  void resetPeerResets() throws Exception {
    assertThat(achieved(new ResetPeerProvider(), "", 100, AS_ASKED)).isEqualTo(-1);
  }
}
