package io.entropy.injectors.toxiproxy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract of injectors, for every toxic, between two containers.
@ParameterizedClass(name = "{0} {1}")
@MethodSource("toxics")
@ExtendWith(EchoContainers.class)
abstract class ToxicContract extends InjectorContract {
  private static final int BYTES = 500;

  /// What a toxic that delays has to delay by; the others lose something of [#BYTES].
  private static final long SLOW_MILLIS = 400;

  private final InjectorProvider provider;
  private final String parameters;

  ToxicContract(InjectorProvider provider, String parameters) {
    this.provider = provider;
    this.parameters = parameters;
  }

  /// Each as strong as [#effectPresent] needs it; `latency` is a mechanism of that mode's.
  static Stream<Arguments> toxics() {
    return Stream.of(
        Arguments.of(new BandwidthProvider(), "rate=8kbit"),
        Arguments.of(new LimitDataProvider(), "bytes=9"),
        Arguments.of(new ResetPeerProvider(), "stream=upstream"),
        Arguments.of(new SlicerProvider(), "average_size=100 delay=100ms"),
        Arguments.of(new SlowCloseProvider(), "delay=" + SLOW_MILLIS + "ms"),
        Arguments.of(new TimeoutProvider(), "timeout=200ms"));
  }

  abstract Echo echo();

  @Override
  protected InjectorProvider provider() {
    return provider;
  }

  @Override
  protected Map<String, String> parameters() {
    return Arrays.stream(("server=" + echo().server() + " " + parameters).split(" "))
        .map(word -> word.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() throws IOException {
    return echo().target();
  }

  /// One of two trips that is whole and fast tells that there is no toxic: on a busy machine some
  /// are slow without.
  @Override
  protected boolean effectPresent(Target target) throws IOException {
    for (int i = 0; i < 2; i++) {
      Echo.Trip trip = echo().send(target, BYTES);
      if (trip.back() < BYTES) {
        return true;
      }
      if (trip.millis() < SLOW_MILLIS) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected List<String> residue(Target target) throws IOException {
    return echo().toxics(target);
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(4);
  }
}
