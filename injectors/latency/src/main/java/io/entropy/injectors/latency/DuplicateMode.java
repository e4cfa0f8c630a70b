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

          With `method=nfqueue`, second packets come from inside the container's network, through its
          `lo`, with the sender's address: rules for an interface (`-i eth0`) and sockets bound to one
          don't get them, other faults leave them alone, and the OUTPUT rules of the container's
          network see them. Only what is for one of the container's own addresses is doubled,
          not broadcast, multicast or what it forwards.
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
