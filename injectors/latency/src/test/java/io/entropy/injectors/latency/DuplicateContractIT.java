package io.entropy.injectors.latency;

import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

/// The contract of injectors for `duplicate`, by NFQUEUE: the effect is that packets come twice.
class DuplicateContractIT extends ImpairmentContractIT {
  private static final int PACKETS = 5;

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
    return traffic.receiveWithin(300, new ArrayList<>(), 2 * PACKETS).size() == 2 * PACKETS;
  }
}
