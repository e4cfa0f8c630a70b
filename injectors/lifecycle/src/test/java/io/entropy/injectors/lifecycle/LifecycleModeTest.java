package io.entropy.injectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.text.InvalidInputException;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Span;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.value.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleModeTest {

  private static FailureMode mode(String name) {
    return FailureModes.load().find(name).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"kill", "stop", "restart", "rm"})
  void allAreFoundAndInstant(String name) {
    assertThat(mode(name).span()).isEqualTo(Span.INSTANT);
    assertThat(mode(name).layer()).isEqualTo(FailureMode.Layer.CONTAINER);
    assertThat(mode(name).notes()).contains("It's over once it's done");
  }

  @Test
  void theirDefaultsAreKillAndAGraceOfTenSeconds() {
    Order stop = new Order.Stop(Duration.ofSeconds(10), Optional.empty());
    assertThat(Deed.kill(mode("kill").read(Map.of())).orders())
        .containsExactly(new Order.Kill(Signal.KILL));
    assertThat(Deed.stop(mode("stop").read(Map.of())).orders()).containsExactly(stop);
    assertThat(Deed.restart(mode("restart").read(Map.of())).orders())
        .containsExactly(new Order.Restart(Duration.ofSeconds(10), Optional.empty()));
    assertThat(Deed.remove(mode("rm").read(Map.of())).orders())
        .containsExactly(stop, new Order.Remove(false));
  }

  @Test
  void parametersBecomeOrders() {
    assertThat(Deed.kill(mode("kill").read(Map.of("signal", "sigusr1"))).orders())
        .containsExactly(new Order.Kill(new Signal(10)));
    Map<String, String> hard = Map.of("grace", "0s", "volumes", "remove");
    assertThat(Deed.remove(mode("rm").read(hard)).orders())
        .isEqualTo(List.of(new Order.Remove(true)));
    Deed stop = Deed.stop(mode("stop").read(Map.of("grace", "2s", "signal", "INT")));
    assertThat(stop.orders())
        .containsExactly(new Order.Stop(Duration.ofSeconds(2), Optional.of(new Signal(2))));
    assertThat(stop.asked()).isEqualTo("a stop with signal INT and a grace of 2s");
  }

  @ParameterizedTest
  @CsvSource({
    "kill, signal, KIL, did you mean `KILL`?",
    "kill, signal, 65, its number from 1 to 64",
    "kill, signal, STOP, '`pause`, which ends with its lease'",
    "kill, grace, 1s, grace",
    "stop, grace, 500ms, 'whole seconds, such as 10s'",
    "stop, grace, -1s, 0s to 1h",
    "restart, grace, 2h, 0s to 1h",
    "restart, grace, 10, unit",
    "stop, signal, TREM, did you mean `TERM`?",
    "rm, volumes, purge, keep or remove",
    "rm, gracee, 1s, did you mean `grace`?",
  })
  void whatIsWrongIsToldWithWhatWouldBeRight(String mode, String name, String value, String said) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> mode(mode).read(Map.of(name, value)))
        .withMessageContaining(said);
  }
}
