package io.entropy.injectors.spi.engine;

import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.api.v1.TargetStatus.State;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// A container of [TestEngine], by its full id.
public record TestContainer(String id) {

  /// What a field of `docker inspect` says, as a Go template.
  public String inspect(String template) {
    return Shell.run("docker", "inspect", "-f", template, id);
  }

  public int pid() {
    return Integer.parseInt(inspect("{{.State.Pid}}"));
  }

  public String name() {
    return inspect("{{.Name}}").substring(1);
  }

  public InetAddress ipv4() {
    return InetAddress.ofLiteral(
        inspect("{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"));
  }

  public InetAddress ipv6() {
    return InetAddress.ofLiteral(
        inspect("{{range .NetworkSettings.Networks}}{{.GlobalIPv6Address}}{{end}}"));
  }

  /// Runs a busybox command inside; its output and exit code.
  public Shell.Result exec(String... command) {
    List<String> all = new ArrayList<>(List.of("docker", "exec", id, "/bin/busybox"));
    all.addAll(List.of(command));
    return Shell.attempt(all);
  }

  /// As an agent would report it.
  public Target target() {
    // One question for all: each is a process of its own.
    List<String> answers =
        inspect(
                "{{.Name}}\n{{.State.Pid}}\n{{.HostConfig.NetworkMode}}\n"
                    + "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{.GlobalIPv6Address}} {{end}}")
            .lines()
            .toList();
    String name = answers.getFirst().substring(1);
    String addresses = answers.size() > 3 ? answers.get(3) : "";
    return Target.newBuilder()
        .setId(id)
        .setSpec(TargetSpec.newBuilder().setNodeId("test").setName(name).setKey(name))
        .setStatus(
            TargetStatus.newBuilder()
                .setState(State.RUNNING)
                .setPid(Integer.parseInt(answers.get(1)))
                .setNetworkMode(networkMode(answers.get(2)))
                .addNetworks(network(addresses)))
        .build();
  }

  private static NetworkMode networkMode(String word) {
    return switch (word) {
      case "host" -> NetworkMode.HOST_NETWORK;
      case "none" -> NetworkMode.NO_NETWORK;
      default -> word.startsWith("container:") ? NetworkMode.SHARED : NetworkMode.OWN;
    };
  }

  private static NetworkAttachment network(String addresses) {
    List<String> given = List.of(addresses.split(" ")).stream().filter(a -> !a.isEmpty()).toList();
    return NetworkAttachment.newBuilder().setNetwork("test").addAllAddresses(given).build();
  }
}
