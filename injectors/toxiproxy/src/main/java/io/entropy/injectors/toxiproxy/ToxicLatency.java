package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameter;
import java.time.Duration;
import java.util.Map;

/// Toxiproxy's delay, for a mode that has other ways to delay as well. The mode declares
/// [ServerParameters#ALL].
public final class ToxicLatency {
  private ToxicLatency() {}

  /// What makes its toxics, in whole milliseconds.
  public static Injector injector(
      FailureMode mode,
      Parameter<Duration> time,
      Parameter<Duration> jitter,
      InjectorContext context) {
    return new ToxicInjector(mode(mode, time, jitter), context);
  }

  static ToxicMode mode(FailureMode mode, Parameter<Duration> time, Parameter<Duration> jitter) {
    return new ToxicMode(
        mode,
        "latency",
        p -> Map.of("latency", p.get(time).toMillis(), "jitter", p.get(jitter).toMillis()),
        Verdicts::delay);
  }
}
