package io.entropy.injectors.latency;

import io.entropy.api.text.CountRange;
import io.entropy.api.text.DurationRange;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Impairment.Reordering;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.time.Duration;
import java.util.List;

/// The declaration of `reorder`.
final class ReorderMode {
  static final Parameter<Long> GAP =
      Parameter.withDefault(
          "gap",
          ValueType.count(new CountRange(1, 1_000_000)),
          "1",
          "Only each so-manieth packet may go ahead.");
  static final Parameter<Duration> TIME =
      Parameter.withDefault(
          "time",
          ValueType.duration(DurationRange.between(Duration.ofNanos(1000), LatencyMode.LONGEST)),
          "10ms",
          "How much later the others come.");

  static final FailureMode MODE =
      new FailureMode(
          "reorder",
          List.of(),
          "Lets some packets overtake others.",
          Layer.NETWORK,
          FilterParameters.after(
              ShareParameters.PERCENT,
              ShareParameters.CORRELATION,
              GAP,
              TIME,
              ShareParameters.DIRECTION,
              Mechanisms.METHOD),
          FilterParameters.rulesAnd(),
          """
          `percent` of the packets go on at once, and all others `time` later, as with netem: packets
          that follow each other slower than that aren't reordered.
          """
              + ShareParameters.EXEMPT
              + Mechanisms.NOTES);

  private ReorderMode() {}

  static Impairment read(Parameters parameters) {
    return new Reordering(
        parameters.get(ShareParameters.DIRECTION),
        parameters.get(ShareParameters.PERCENT).fraction(),
        parameters.get(ShareParameters.CORRELATION).fraction(),
        parameters.get(GAP).intValue(),
        parameters.get(TIME));
  }
}
