package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.spi.engine.Started;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a pause says it achieved is what its peers suffered.
@Isolated
class FidelityIT extends OnEngine {

  @ParameterizedTest
  @CsvSource({"freezer, 300", "sigstop, 300", "docker, 300", "freezer, 1000"})
  void pauseIsAsLongAsItsLeaseAndAsItsPeerSees(String method, long millis) throws Exception {
    try (Started pause = session().arm(new PauseProvider(), target(), "method=" + method)) {
      Thread fault = Thread.ofPlatform().start(() -> hold(pause, Duration.ofMillis(millis)));
      CompletableFuture<Duration> silence = new CompletableFuture<>();
      Thread peer =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  silence.complete(echo().longestSilence(fault));
                } catch (Exception e) {
                  silence.completeExceptionally(e);
                }
              });
      fault.join();
      peer.join();
      Fidelity fidelity = pause.fault().observe();
      double stood = value(fidelity, "stood_still");
      assertThat(stood).isBetween(millis * 0.6, millis + 400.0);
      // The peer sees it from its last question before to the first answer after; when it's held up
      // itself, its last question comes late.
      assertThat((double) silence.get().toMillis()).isBetween(stood - 150, stood + 400);
      assertThat(fidelity.getVerdict()).isNotEqualTo(Fidelity.Verdict.INCONCLUSIVE);
    }
  }

  private static void hold(Started pause, Duration time) {
    try {
      Thread.sleep(100); // until the peer asks
      pause.fault().release(time);
      Thread.sleep(time.plusMillis(50));
      pause.fault().end();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static double value(Fidelity fidelity, String name) {
    return fidelity.getMeasurementsList().stream()
        .filter(m -> m.getName().equals(name))
        .mapToDouble(Measurement::getValue)
        .findFirst()
        .orElseThrow();
  }
}
