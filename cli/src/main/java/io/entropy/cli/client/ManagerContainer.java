package io.entropy.cli.client;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.v1.PublishedPort;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.Map;
import java.util.Optional;

/// The manager that runs as a container of a Docker engine: found by its label, whose value is the
/// port it listens on in its network, and by what that is published as.
public final class ManagerContainer {
  static final String LABEL = "io.entropy.manager";

  private static final String LOOPBACK = "127.0.0.1";

  private ManagerContainer() {}

  /// Its address, as it's reached from here.
  ///
  /// @param engine such as `unix:///var/run/docker.sock` or `tcp://10.0.0.1:2375`
  public static Optional<ManagerAddress> on(String engine) throws RuntimeUnavailableException {
    EngineEndpoint endpoint = EngineEndpoint.of(engine, Map.of());
    String host = Optional.ofNullable(endpoint.uri().getHost()).orElse(LOOPBACK);
    try (DockerRuntime runtime = DockerRuntime.open(endpoint)) {
      for (Target container : runtime.list()) {
        String port = container.getSpec().getLabelsMap().get(LABEL);
        if (port != null && container.getStatus().getState() == State.RUNNING) {
          return Optional.of(new ManagerAddress(host, published(container, port)));
        }
      }
    }
    return Optional.empty();
  }

  /// What to say where there is none.
  public static String none(String engine) {
    return "no manager runs on "
        + engine
        + " ('docker-compose -p entropy -f entropy.yml up -d' starts one)";
  }

  /// On the host's network nothing is published, and the port is the host's.
  private static int published(Target container, String port) {
    int listens = port.matches("\\d{1,5}") ? Integer.parseInt(port) : ManagerAddress.DEFAULT_PORT;
    return container.getStatus().getPublishedPortsList().stream()
        .filter(published -> published.getContainerPort() == listens)
        .map(PublishedPort::getHostPort)
        .findFirst()
        .orElse(listens);
  }
}
