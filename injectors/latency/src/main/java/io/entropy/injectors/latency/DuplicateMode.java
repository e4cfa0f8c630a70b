package io.entropy.injectors.latency;

import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Impairment.Duplication;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.List;

/// The declaration of `duplicate`.
final class DuplicateMode {
  static final FailureMode MODE =
      new FailureMode(
          "duplicate",
          List.of(),
          "Delivers some packets twice.",
          Layer.NETWORK,
          FilterParameters.after(
              ShareParameters.PERCENT,
              ShareParameters.CORRELATION,
              ShareParameters.DIRECTION,
              Mechanisms.METHOD),
          FilterParameters.rulesAnd(),
          """
          `percent` of the packets come a second time, right behind the first; a second one is never
          doubled again. No other fault by netem may be at the same interface (all that is received
          counts as one): the kernel refuses that.
          """
              + ShareParameters.EXEMPT
              + Mechanisms.NOTES);

  private DuplicateMode() {}

  static Impairment read(Parameters parameters) {
    return new Duplication(
        parameters.get(ShareParameters.DIRECTION),
        parameters.get(ShareParameters.PERCENT).fraction(),
        parameters.get(ShareParameters.CORRELATION).fraction());
  }
}
