package io.entropy.injectors.latency;

import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Impairment.Corruption;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.List;

/// The declaration of `corrupt`.
final class CorruptMode {
  static final FailureMode MODE =
      new FailureMode(
          "corrupt",
          List.of(),
          "Flips a bit in some packets.",
          Layer.NETWORK,
          FilterParameters.after(
              ShareParameters.PERCENT,
              ShareParameters.CORRELATION,
              ShareParameters.DIRECTION,
              Mechanisms.METHOD),
          FilterParameters.rulesAnd(),
          """
          One random bit is flipped, after the sender's checksum was made: the receiver's kernel
          notices and drops the packet, except of UDP without a checksum. By nfqueue it's a bit
          behind the IP header; by netem any of the frame, and nobody counts which packets it hit.
          """
              + ShareParameters.EXEMPT
              + Mechanisms.NOTES);

  private CorruptMode() {}

  static Impairment read(Parameters parameters) {
    return new Corruption(
        parameters.get(ShareParameters.DIRECTION),
        parameters.get(ShareParameters.PERCENT).fraction(),
        parameters.get(ShareParameters.CORRELATION).fraction());
  }
}
