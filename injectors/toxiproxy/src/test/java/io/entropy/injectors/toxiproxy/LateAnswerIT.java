package io.entropy.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A server that makes a toxic later than anybody wants it.
@ExtendWith(EchoContainers.class)
class LateAnswerIT {

  @Test
  void aToxicThatIsMadeAfterItsLeaseIsRemoved() throws Exception {
    Leaseless late = new Leaseless();
    try (Echo echo = Echo.at(late);
        InjectorSession session = new InjectorSession(new EngineRuntime())) {
      Target target = echo.target();
      CountDownLatch posts = late.hold();
      Started started = session.arm(new TimeoutProvider(), target, "server=" + echo.server());
      // The watchdog looks again after the first time that nothing is there.
      Thread opens = Thread.ofVirtual().start(() -> openLater(posts));
      assertThatThrownBy(() -> started.fault().release(Duration.ofMillis(500)))
          .isInstanceOf(InjectorException.class)
          .hasMessageContaining("didn't make the toxic");
      opens.join();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(echo.toxics(target)).isEmpty());
      started.close();
      assertThat(Watchdogs.list().stream().map(Watchdogs.Running::containerId))
          .noneMatch(path -> path.contains(target.getSpec().getName()));
      assertThat(echo.toxics(target)).isEmpty();
    }
  }

  private static void openLater(CountDownLatch posts) {
    try {
      Thread.sleep(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    posts.countDown();
  }
}
