package io.entropy.injectors.latency;

import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.spi.InjectorProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The contract of injectors for `reorder`: the effect is that some packet overtakes another.
class ReorderContractIT extends ImpairmentContractIT {

  @Override
  protected InjectorProvider provider() {
    return new ReorderProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("percent", "100", "gap", "2", "time", "200ms", "protocol", "udp");
  }

  @Override
  boolean suffers(OneWay traffic) throws IOException {
    List<Trip> trips = traffic.send(8, Duration.ZERO);
    for (int i = 1; i < trips.size(); i++) {
      if (trips.get(i).number() < trips.get(i - 1).number()) {
        return true;
      }
    }
    return false;
  }
}
