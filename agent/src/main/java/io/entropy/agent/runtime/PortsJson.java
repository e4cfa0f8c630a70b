package io.entropy.agent.runtime;

import io.entropy.api.v1.PublishedPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The ports that a container publishes, as the engine's API tells them: in one way in the list and
/// in another in a container's details. Both give the same.
final class PortsJson {
  private static final Comparator<PublishedPort> ORDER =
      Comparator.comparing(PublishedPort::getProtocol)
          .thenComparingInt(PublishedPort::getContainerPort)
          .thenComparingInt(PublishedPort::getHostPort)
          .thenComparing(PublishedPort::getHostAddress);

  private PortsJson() {}

  /// Entries without a public port are exposed only.
  static List<PublishedPort> listed(EngineJson entry) {
    return entry.objects("Ports").stream()
        .filter(port -> port.number("PublicPort") > 0)
        .map(port ->
            PublishedPort.newBuilder()
                .setProtocol(port.text("Type"))
                .setContainerPort((int) port.number("PrivatePort"))
                .setHostAddress(port.text("IP"))
                .setHostPort((int) port.number("PublicPort"))
                .build())
        .sorted(ORDER)
        .toList();
  }

  static List<PublishedPort> inspected(EngineJson details) {
    EngineJson ports = details.object("NetworkSettings").object("Ports");
    List<PublishedPort> published = new ArrayList<>();
    for (String port : ports.fields().keySet()) {
      String[] parts = port.split("/", 2); // such as 8080/tcp
      for (EngineJson at : ports.objects(port)) {
        published.add(
            PublishedPort.newBuilder()
                .setProtocol(parts[1])
                .setContainerPort(Integer.parseInt(parts[0]))
                .setHostAddress(at.text("HostIp"))
                .setHostPort(Integer.parseInt(at.text("HostPort")))
                .build());
      }
    }
    return published.stream().sorted(ORDER).toList();
  }
}
