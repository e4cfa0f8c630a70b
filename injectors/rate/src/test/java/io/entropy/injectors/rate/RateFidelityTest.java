package io.entropy.injectors.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.kernel.tc.ClassReading;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateFidelityTest {
  private static final RateLimit LIMIT =
      RateLimit.of(new RateProvider().mode().read(Map.of("rate", "8mbit")));

  private static Fidelity of(long bytes, long limited) {
    ClassReading counted = new ClassReading(bytes, bytes / 1000, 0, limited, 0, 0, 0, 0);
    return RateFidelity.of(LIMIT, counted, Duration.ofSeconds(10));
  }

  @Test
  void noMoreThanTheRateAllowsIsAsAsked() {
    Fidelity fidelity = of(10_000_000, 100);
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(fidelity.getAsked()).isEqualTo("at most 8 Mbit/s of what is received");
    assertThat(fidelity.getAchieved()).startsWith("8 Mbit/s on average over 10.0 s");
  }

  @Test
  void moreThanTheRateAllowsDiffers() {
    assertThat(of(20_000_000, 100).getVerdict()).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void trafficThatNeverReachedTheLimitTellsNothing() {
    assertThat(of(1000, 0).getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void noTrafficTellsNothing() {
    Fidelity fidelity = of(0, 0);
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(fidelity.getAchieved()).isEqualTo("no packet came by");
  }

  @Test
  void beforeItsReleaseThereIsNoRate() {
    assertThat(RateFidelity.of(LIMIT, ClassReading.NONE, Duration.ZERO).getVerdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }
}
