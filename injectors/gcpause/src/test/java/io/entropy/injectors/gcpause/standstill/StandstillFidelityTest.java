package io.entropy.injectors.gcpause.standstill;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandstillFidelityTest {
  private static final Claim WHILE_IT_LASTS = new Claim("it stands still", Optional.empty());

  private static Fidelity of(Claim claim, long lasted, long stood) {
    return StandstillFidelity.of(
        claim, Duration.ofMillis(lasted), Duration.ofMillis(stood), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, AS_ASKED",
    "100, 90, AS_ASKED",
    "100, 89, DIFFERS",
    "100, 111, DIFFERS",
    "1000, 950, AS_ASKED",
    "1000, 949, DIFFERS",
    "1000, 0, DIFFERS"
  })
  void isAsAskedWithinTenMillisecondsOrFivePercent(long lasted, long stood, Verdict verdict) {
    assertThat(of(WHILE_IT_LASTS, lasted, stood).getVerdict()).isEqualTo(verdict);
  }

  @Test
  void timeThatWasAskedIsComparedOnceItIsOver() {
    Claim claim = new Claim("it stands still", Optional.of(Duration.ofMillis(200)));
    assertThat(of(claim, 5000, 203).getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(of(claim, 5000, 300).getVerdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(of(claim, 50, 50).getVerdict()).as("ended early").isEqualTo(Verdict.AS_ASKED);
    assertThat(of(claim, 5000, 203).getAsked()).isEqualTo("it stands still for 200.0 ms");
    assertThat(of(claim, 5000, 203).getAchieved()).isEqualTo("203.0 ms");
  }

  @ParameterizedTest
  @CsvSource({"195, AS_ASKED", "900, AS_ASKED", "189, DIFFERS", "0, DIFFERS"})
  void pauseThatTheJvmHasNotCountedDiffers(double counted, Verdict verdict) {
    Claim claim = new Claim("it stands still", Optional.of(Duration.ofMillis(200)));
    Measurement safepoints =
        Measurement.newBuilder()
            .setName(StandstillFidelity.SAFEPOINTS)
            .setValue(counted)
            .setUnit("ms")
            .build();
    Fidelity fidelity =
        StandstillFidelity.of(
            claim, Duration.ofSeconds(5), Duration.ofMillis(200), List.of(safepoints));
    assertThat(fidelity.getVerdict()).isEqualTo(verdict);
    assertThat(fidelity.getMeasurementsList()).contains(safepoints);
  }

  @Test
  void saysWhatIsAskedBeforeItBegins() {
    Fidelity before = StandstillFidelity.before(WHILE_IT_LASTS);
    assertThat(before.getAsked()).isEqualTo("it stands still while it lasts");
    assertThat(before.getAchieved()).isEmpty();
    assertThat(before.getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }
}
