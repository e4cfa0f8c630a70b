package io.entropy.injectors.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateModeTest {
  private static final FailureMode MODE = new RateProvider().mode();

  private static RateLimit limit(Map<String, String> parameters) {
    return RateLimit.of(MODE.read(parameters));
  }

  @Test
  void whatIsReceivedIsLimitedUnlessItsSaidOtherwise() {
    assertThat(limit(Map.of("rate", "1mbit")).direction()).isEqualTo(Direction.RECEIVE);
    assertThat(limit(Map.of("rate", "1mbit", "direction", "send")).direction())
        .isEqualTo(Direction.SEND);
  }

  @Test
  void aBurstIsWhatGoesInTenMillisecondsUnlessItsGiven() {
    assertThat(limit(Map.of("rate", "80mbit")).burst()).isEqualTo(100_000);
    assertThat(limit(Map.of("rate", "1mbit")).burst()).isEqualTo(4 * 1514);
    assertThat(limit(Map.of("rate", "1mbit", "burst", "16kb")).burst()).isEqualTo(16_384);
  }

  @Test
  void aRateWithoutAUnitIsRefusedAndTheUnitsAreNamed() {
    assertThatThrownBy(() -> limit(Map.of("rate", "1000")))
        .hasMessageContaining("rate")
        .hasMessageContaining("no unit")
        .hasMessageContaining("kbit");
  }

  @Test
  void aRateMustBeGiven() {
    assertThatThrownBy(() -> limit(Map.of())).hasMessageContaining("rate");
  }

  @Test
  void aBurstOfMoreThanAMinuteIsRefused() {
    assertThatThrownBy(() -> limit(Map.of("rate", "8kbit", "burst", "1mb")))
        .hasMessageContaining("burst");
  }

  @Test
  void aBurstThatCantBeReadIsRefused() {
    assertThatThrownBy(() -> limit(Map.of("rate", "8kbit", "burst", "lots")))
        .hasMessageContaining("burst");
  }
}
