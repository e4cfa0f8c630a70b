package io.entropy.e2e.vm;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.latency.LatencyProvider;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.contract.InjectorContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The contract of injectors for `latency` by netem, in the guest: the effect is a delay far above
/// what an emulated CPU is late by.
abstract class LatencyContractSuite extends InjectorContract {
  private static final int DELAY = 500;

  private final String direction;
  private final PairRuntime runtime = new PairRuntime();
  private final Map<String, NamespacePair> pairs = new HashMap<>();

  LatencyContractSuite(String direction) {
    this.direction = direction;
  }

  /// Of what the target receives.
  static final class Received extends LatencyContractSuite {
    Received() {
      super("recv");
    }
  }

  /// Of what the target sends.
  static final class Sent extends LatencyContractSuite {
    Sent() {
      super("send");
    }
  }

  @Override
  protected InjectorProvider provider() {
    return new LatencyProvider();
  }

  @Override
  protected ContainerRuntime runtime() {
    return runtime;
  }

  @Override
  protected Target freshTarget() throws Exception {
    NamespacePair pair = new NamespacePair();
    Target target = pair.container();
    runtime.add(target);
    pairs.put(target.getId(), pair);
    return target;
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of(
        "time", DELAY + "ms", "protocol", "udp", "method", "netem", "direction", direction);
  }

  @Override
  protected boolean effectPresent(Target target) throws Exception {
    try (Packets packets = Packets.of(pair(target), direction, 0)) {
      return packets.fastest() >= DELAY;
    }
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(3);
  }

  private NamespacePair pair(Target target) {
    NamespacePair pair = pairs.get(target.getId());
    if (pair == null) {
      throw new IllegalStateException("no pair of " + target.getId());
    }
    return pair;
  }

  @Override
  protected List<String> residue(Target target) {
    NetworkNamespace namespace = pair(target).target();
    return Stream.concat(
            Strays.list(namespace).stream().map(s -> s.table() + " " + s.direction()),
            Shaping.list(namespace).stream())
        .toList();
  }

  @Override
  protected void removeTarget(Target target) {
    pair(target).close();
  }
}
