package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violation;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.TargetSelector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailurePolicyValidatorTest {
  private final FailurePolicyValidator validator = new FailurePolicyValidator(TestModes.MODES);

  private void refuses(FailurePolicySpec.Builder spec, String... fields) {
    assertThatThrownBy(() -> validator.validated(spec.build()))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).containsExactly(fields));
  }

  private static com.google.protobuf.Duration time(Duration duration) {
    return ProtoTime.toProto(duration);
  }

  @Test
  void aGoodSpecComesOutCanonical() {
    FailurePolicySpec spec =
        validator.validated(
            World.everySecond()
                .setFailure(
                    Failure.newBuilder().setMode("test_drop_alias").putParameters("percent", "30%"))
                .build());
    assertThat(spec.getFailure())
        .isEqualTo(
            Failure.newBuilder().setMode("test_drop").putParameters("percent", "30").build());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    refuses(
        FailurePolicySpec.newBuilder()
            .setProbability(2)
            .setDuration(time(Duration.ofMillis(-1)))
            .setFailure(Failure.newBuilder().setMode("test_dorp"))
            .setBlastRadius(
                BlastRadius.newBuilder()
                    .setLimit(Amount.newBuilder().setPercent(101))
                    .setMinHealthy(Amount.newBuilder().setPercent(-1))),
        "name",
        "target",
        "failure mode",
        "frequency",
        "duration",
        "probability",
        "limit",
        "min-healthy");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
  void probabilitiesAreFromZeroToOne(double probability) {
    refuses(World.everySecond().setProbability(probability), "probability");
  }

  @Test
  void aFrequencyIsAtLeastTenMilliseconds() {
    refuses(World.everySecond().setFrequency(time(Duration.ofMillis(9))), "frequency");
    refuses(World.everySecond().setFrequency(time(Duration.ZERO)), "frequency");
    assertThat(
            validator.validated(
                World.everySecond().setFrequency(time(Duration.ofMillis(10))).build()))
        .isNotNull();
  }

  @Test
  void aDurationIsAboveZero() {
    refuses(World.everySecond().setDuration(time(Duration.ZERO)), "duration");
  }

  @Test
  void whatIsOverOnceItsDoneHasNoDuration() {
    FailurePolicySpec.Builder kill =
        World.everySecond().setFailure(Failure.newBuilder().setMode("test_kill")).clearDuration();
    assertThat(validator.validated(kill.build())).isEqualTo(kill.build());
    refuses(kill.setDuration(time(Duration.ofSeconds(1))), "duration");
  }

  @Test
  void badPatternsAndParametersAreTold() {
    refuses(
        World.everySecond()
            .setTarget(TargetSelector.newBuilder().setContainer("re2:("))
            .setFailure(Failure.newBuilder().setMode("test_drop").putParameters("percent", "101")),
        "container",
        "test_drop percent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-p", "a b", "a/b", "ü"})
  void namesAreWordsThatFitEverywhere(String name) {
    refuses(World.everySecond().setName(name), "name");
  }
}
