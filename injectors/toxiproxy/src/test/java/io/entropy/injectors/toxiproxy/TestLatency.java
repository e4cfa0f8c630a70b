package io.entropy.injectors.toxiproxy;

import io.entropy.api.text.DurationRange;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A mode that delays by a toxic, as `latency` does, whose module these tests can't see.
final class TestLatency {
  private static final ValueType<Duration> WAIT =
      ValueType.duration(DurationRange.between(Duration.ZERO, Duration.ofHours(1)));
  private static final Parameter<Duration> TIME = Parameter.required("time", WAIT, "By how much.");
  private static final Parameter<Duration> JITTER =
      Parameter.withDefault("jitter", WAIT, "0s", "How far it varies.");

  static final ToxicMode MODE =
      ToxicLatency.mode(
          new FailureMode(
              "test_latency",
              List.of(),
              "Delays.",
              Layer.CONTAINER,
              Stream.concat(Stream.of(TIME, JITTER), ServerParameters.ALL.stream()).toList(),
              List.of(ServerParameters.SERVER_RULE),
              ""),
          TIME,
          JITTER);

  private TestLatency() {}
}
