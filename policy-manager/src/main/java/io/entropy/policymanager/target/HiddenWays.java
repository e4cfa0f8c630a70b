package io.entropy.policymanager.target;

import io.entropy.api.v1.PublishedPort;
import io.entropy.api.v1.Target;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Ways to a container on which packets carry other addresses than its own, as far as its engine
/// tells of them.
final class HiddenWays {
  private static final String SWARM_SERVICE = "com.docker.swarm.service.name";

  private HiddenWays() {}

  /// In words, such as "port 8080/tcp of its host".
  static List<String> to(Target target) {
    TreeSet<String> ports = new TreeSet<>();
    for (PublishedPort port : target.getStatus().getPublishedPortsList()) {
      if (isOpenToOthers(port.getHostAddress())) {
        ports.add("port %d/%s of its host".formatted(port.getHostPort(), port.getProtocol()));
      }
    }
    List<String> ways = new ArrayList<>(ports);
    String service = target.getSpec().getLabelsOrDefault(SWARM_SERVICE, "");
    if (!service.isEmpty()) {
      ways.add("the virtual IP of service " + service);
    }
    return ways;
  }

  /// No container reaches what listens on its host's loopback only.
  private static boolean isOpenToOthers(String hostAddress) {
    return hostAddress.isEmpty() || !InetAddress.ofLiteral(hostAddress).isLoopbackAddress();
  }
}
