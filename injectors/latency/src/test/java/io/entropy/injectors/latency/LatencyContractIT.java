package io.entropy.injectors.latency;

import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// The contract of injectors for `latency`: the effect is that a packet which otherwise arrives at
/// once takes as long as was asked.
class LatencyContractIT extends ImpairmentContractIT {
  private static final Duration ASKED = Duration.ofMillis(300);

  @Override
  protected InjectorProvider provider() {
    return new LatencyProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("time", ASKED.toMillis() + "ms", "protocol", "udp");
  }

  /// The fastest of a few counts: what's slow by itself doesn't look delayed.
  @Override
  boolean suffers(OneWay traffic) throws IOException {
    return traffic.send(5, Duration.ofMillis(20)).stream()
            .map(OneWay.Trip::delay)
            .min(Duration::compareTo)
            .orElseThrow()
            .compareTo(ASKED)
        >= 0;
  }
}
