package io.entropy.injectors.latency;

import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The contract of injectors for `duplicate`, by NFQUEUE: the effect is that packets come twice.
class DuplicateContractIT extends ImpairmentContractIT {
  private static final int PACKETS = 5;

  /// Once so many have come, another is a second one, and near.
  private static final int SECOND_MILLIS = 250;

  @Override
  protected InjectorProvider provider() {
    return new DuplicateProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("percent", "100", "protocol", "udp", "method", "nfqueue");
  }

  @Override
  boolean suffers(OneWay traffic) throws IOException {
    for (int i = 0; i < PACKETS; i++) {
      traffic.send();
    }
    List<Trip> arrived = traffic.receiveUntil(PACKETS, new ArrayList<>());
    return traffic.receiveWithin(SECOND_MILLIS, arrived, PACKETS + 1).size() > PACKETS;
  }
}
