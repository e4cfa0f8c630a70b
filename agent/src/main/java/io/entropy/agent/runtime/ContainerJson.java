package io.entropy.agent.runtime;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.Incarnation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How a container of the engine's API becomes a [Target]: from an entry of the list
/// (`/containers/json`) or from its details (`/containers/ID/json`).
final class ContainerJson {
  private static final String COMPOSE = "com.docker.compose.";

  private ContainerJson() {}

  static Target listed(EngineJson entry, String nodeId) {
    String name = entry.texts("Names").stream().findFirst().orElse("");
    TargetSpec spec = spec(nodeId, name, entry.text("Image"), entry.object("Labels").textFields());
    TargetStatus.Builder status = status(entry.text("State"), entry);
    status.addAllPublishedPorts(PortsJson.listed(entry));
    status.setHealth(healthIn(entry.text("Status")));
    return Target.newBuilder().setId(entry.text("Id")).setSpec(spec).setStatus(status).build();
  }

  static Target inspected(EngineJson details, String nodeId) {
    EngineJson config = details.object("Config");
    EngineJson state = details.object("State");
    TargetSpec spec =
        spec(
            nodeId,
            details.text("Name"),
            config.text("Image"),
            config.object("Labels").textFields());
    TargetStatus.Builder status = status(state.text("Status"), details);
    status.addAllPublishedPorts(PortsJson.inspected(details));
    status.setHealth(health(state.object("Health").text("Status")));
    if (status.getState() == State.RUNNING || status.getState() == State.PAUSED) {
      status.setPid((int) state.number("Pid"));
      status.setStarted(ProtoTime.toProto(Instant.parse(state.text("StartedAt"))));
    }
    return Target.newBuilder().setId(details.text("Id")).setSpec(spec).setStatus(status).build();
  }

  static Incarnation life(EngineJson details) {
    EngineJson state = details.object("State");
    EngineJson host = details.object("HostConfig");
    String policy = host.object("RestartPolicy").text("Name");
    return new Incarnation(
        state(state.text("Status")),
        (int) state.number("Pid"),
        instant(state.text("StartedAt")),
        instant(state.text("FinishedAt")),
        (int) state.number("ExitCode"),
        state.isTrue("OOMKilled"),
        (int) details.number("RestartCount"),
        policy.isEmpty() ? "no" : policy,
        host.isTrue("AutoRemove"));
  }

  /// The engine says "never" by a time before all others.
  private static Instant instant(String text) {
    Instant told = Instant.parse(text);
    return told.isBefore(Instant.EPOCH) ? Instant.EPOCH : told;
  }

  private static TargetSpec spec(
      String nodeId, String slashedName, String image, Map<String, String> labels) {
    String name = slashedName.startsWith("/") ? slashedName.substring(1) : slashedName;
    return TargetSpec.newBuilder()
        .setNodeId(nodeId)
        .setName(name)
        .setImage(image)
        .putAllLabels(labels)
        .setKey(key(name, labels))
        .build();
  }

  private static String key(String name, Map<String, String> labels) {
    List<String> parts =
        Stream.of("project", "service", "container-number")
            .map(part -> labels.getOrDefault(COMPOSE + part, ""))
            .toList();
    // A one-off container (`docker-compose run`) has its service's labels but isn't its replica.
    boolean oneOff = labels.getOrDefault(COMPOSE + "oneoff", "").equalsIgnoreCase("true");
    return parts.contains("") || oneOff ? name : String.join("/", parts);
  }

  private static TargetStatus.Builder status(String state, EngineJson container) {
    String mode = container.object("HostConfig").text("NetworkMode");
    TargetStatus.Builder status =
        TargetStatus.newBuilder().setState(state(state)).setNetworkMode(networkMode(mode));
    if (mode.startsWith("container:")) {
      status.setNetworkOf(mode.substring("container:".length()));
    }
    EngineJson networks = container.object("NetworkSettings").object("Networks");
    for (String network : networks.fields().keySet()) {
      status.addNetworks(attachment(network, networks.object(network)));
    }
    return status;
  }

  private static State state(String state) {
    return switch (state) {
      case "running" -> State.RUNNING;
      case "paused" -> State.PAUSED;
      case "restarting" -> State.RESTARTING;
      default -> State.STOPPED;
    };
  }

  private static Health health(String status) {
    return switch (status) {
      case "starting" -> Health.STARTING;
      case "healthy" -> Health.HEALTHY;
      case "unhealthy" -> Health.UNHEALTHY;
      default -> Health.NONE;
    };
  }

  /// The list tells health only in its status text, e.g. "Up 5 minutes (healthy)".
  private static Health healthIn(String statusText) {
    if (statusText.endsWith("(healthy)")) {
      return Health.HEALTHY;
    }
    if (statusText.endsWith("(unhealthy)")) {
      return Health.UNHEALTHY;
    }
    return statusText.endsWith("(health: starting)") ? Health.STARTING : Health.NONE;
  }

  private static NetworkMode networkMode(String mode) {
    if (mode.startsWith("container:")) {
      return NetworkMode.SHARED;
    }
    return switch (mode) {
      case "host" -> NetworkMode.HOST_NETWORK;
      case "none" -> NetworkMode.NO_NETWORK;
      default -> NetworkMode.OWN;
    };
  }

  private static NetworkAttachment attachment(String network, EngineJson settings) {
    return NetworkAttachment.newBuilder()
        .setNetwork(network)
        .addAllAddresses(
            Stream.of("IPAddress", "GlobalIPv6Address")
                .map(settings::text)
                .filter(address -> !address.isEmpty())
                .toList())
        .addAllAliases(settings.texts("Aliases"))
        .build();
  }
}
