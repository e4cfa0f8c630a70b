package io.entropy.bench.thousand;

import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Sleeping processes as the containers of an engine that answers at once. As with Docker, only
/// inspecting one tells its process.
final class NamespaceRuntime implements ContainerRuntime {
  static final String LABEL = "io.entropy.bench";
  static final String NODE = "bench";

  private final Map<String, Target> targets = new LinkedHashMap<>();

  NamespaceRuntime(List<Long> pids) {
    pids.forEach(pid -> targets.put(id(pid), target(pid)));
  }

  private static String id(long pid) {
    return "%064x".formatted(pid);
  }

  private static Target target(long pid) {
    String name = "namespace-" + pid;
    return Target.newBuilder()
        .setId(id(pid))
        .setSpec(
            TargetSpec.newBuilder()
                .setNodeId(NODE)
                .setName(name)
                .setKey(name)
                .setImage("busybox")
                .putLabels(LABEL, "thousand"))
        .setStatus(
            TargetStatus.newBuilder()
                .setState(TargetStatus.State.RUNNING)
                .setNetworkMode(NetworkMode.OWN)
                .setPid((int) pid))
        .build();
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo(NODE, NODE, "0", System.getProperty("os.version"));
  }

  @Override
  public List<Target> list() {
    return targets.values().stream().map(NamespaceRuntime::withoutProcess).toList();
  }

  private static Target withoutProcess(Target target) {
    return target.toBuilder().setStatus(target.getStatus().toBuilder().clearPid()).build();
  }

  @Override
  public Optional<Target> inspect(String idOrName) {
    return Optional.ofNullable(targets.get(idOrName));
  }

  @Override
  public Subscription follow(
      Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost) {
    return () -> {}; // nothing happens to them
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
