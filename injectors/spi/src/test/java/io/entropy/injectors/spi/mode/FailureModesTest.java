package io.entropy.injectors.spi.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.Failure;
import io.entropy.injectors.spi.fake.FakeClock;
import io.entropy.injectors.spi.fake.FakeFaults;
import io.entropy.injectors.spi.fake.FakeInjectorProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureModesTest {
  private final FakeFaults faults = new FakeFaults(new FakeClock());
  private final FakeInjectorProvider drop = new FakeInjectorProvider(faults);
  private final FakeInjectorProvider pause = provider("pause", "freeze");
  private final FailureModes modes = FailureModes.of(List.of(pause, drop));

  @Test
  void findsModesByNameAndAlias() {
    assertThat(modes.find("fake_drop")).contains(drop.mode());
    assertThat(modes.find("fake_loss")).contains(drop.mode());
    assertThat(modes.provider("freeze")).contains(pause);
    assertThat(modes.find("nothing")).isEmpty();
    assertThat(modes.all()).containsExactly(drop.mode(), pause.mode());
    assertThat(modes.providers()).containsExactly(drop, pause);
  }

  @Test
  void resolvesModeAndParameters() {
    ResolvedFailure resolved = modes.resolve(failure("fake_loss", Map.of("percent", "30%")));
    assertThat(resolved.mode()).isEqualTo(drop.mode());
    assertThat(resolved.parameters().get(FakeInjectorProvider.PERCENT).value()).isEqualTo(30);
    assertThat(resolved).hasToString("fake_drop percent=30");
    assertThat(resolved.toFailure()).isEqualTo(failure("fake_drop", Map.of("percent", "30")));
    assertThat(modes.resolve(failure("pause", Map.of()))).hasToString("pause");
  }

  @Test
  void unknownModeNamesTheNearestAndAllOfThem() {
    var thrown =
        catchThrowableOfType(
            InvalidInputException.class, () -> modes.resolve(failure("fake_dorp", Map.of())));
    assertThat(thrown)
        .hasMessage(
            """
            failure mode: there is no `fake_dorp`; did you mean `fake_drop`?
              expected: one of fake_drop, pause\
            """);
  }

  @Test
  void missingModeIsToldToo() {
    assertThatThrownBy(() -> modes.resolve(Failure.getDefaultInstance()))
        .hasMessageContaining("failure mode: it's missing");
  }

  @Test
  void notesItsViolationsBesideThoseOfTheRest() {
    Violations violations = new Violations();
    violations.add("frequency", "it's bad", "a good one");
    assertThat(modes.resolve(failure("fake_drop", Map.of("percent", "x")), violations)).isEmpty();
    assertThat(violations.toList()).hasSize(2);
    assertThat(modes.resolve(failure("fake_drop", Map.of()), violations)).isPresent();
  }

  @Test
  void oneNameHasOneMode() {
    assertThatThrownBy(() -> FailureModes.of(List.of(drop, provider("other", "fake_drop"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`fake_drop` names a mode of both");
  }

  @Test
  void thereIsNoneWhereNoInjectorIsOnTheClassPath() {
    assertThat(FailureModes.load().all()).isEmpty();
  }

  private FakeInjectorProvider provider(String name, String alias) {
    FailureMode mode =
        new FailureMode(
            name, List.of(alias), "", FailureMode.Layer.CONTAINER, List.of(), List.of(), "");
    return new FakeInjectorProvider(mode, faults);
  }

  private static Failure failure(String mode, Map<String, String> parameters) {
    return Failure.newBuilder().setMode(mode).putAllParameters(parameters).build();
  }
}
