package io.entropy.injectors.latency;

import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

/// The contract of injectors for `corrupt`: the effect is that packets, damaged, don't arrive.
class CorruptContractIT extends ImpairmentContractIT {
  private static final int PACKETS = 10;

  @Override
  protected InjectorProvider provider() {
    return new CorruptProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("percent", "100", "protocol", "udp");
  }

  @Override
  boolean suffers(OneWay traffic) throws IOException {
    for (int i = 0; i < PACKETS; i++) {
      traffic.send();
    }
    return traffic.receiveWithin(300, new ArrayList<>(), PACKETS).isEmpty();
  }
}
