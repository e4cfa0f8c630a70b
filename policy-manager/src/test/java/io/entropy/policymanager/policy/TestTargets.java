package io.entropy.policymanager.policy;

import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import java.util.List;
import java.util.stream.IntStream;

/// Containers for tests.
public final class TestTargets {
  public static final String NODE = "node-1";

  private TestTargets() {}

  /// A running voter on a network of its own.
  public static Target voter(String id, String name) {
    return Target.newBuilder()
        .setId(id)
        .setSpec(
            TargetSpec.newBuilder()
                .setNodeId(NODE)
                .setName(name)
                .setKey(name)
                .putLabels("servicename", "voter"))
        .setStatus(
            TargetStatus.newBuilder()
                .setState(State.RUNNING)
                .setHealth(Health.NONE)
                .setPid(4711)
                .setNetworkMode(NetworkMode.OWN))
        .build();
  }

  /// voter-00, voter-01, …; the ids begin with `idPrefix`.
  public static List<Target> voters(int count, String idPrefix) {
    return IntStream.range(0, count)
        .mapToObj(i -> voter("%s%02d".formatted(idPrefix, i), "voter-%02d".formatted(i)))
        .toList();
  }

  public static Target with(Target target, State state) {
    return target.toBuilder().setStatus(target.getStatus().toBuilder().setState(state)).build();
  }

  public static Target with(Target target, Health health) {
    return target.toBuilder().setStatus(target.getStatus().toBuilder().setHealth(health)).build();
  }

  public static Target with(Target target, NetworkMode mode) {
    return target.toBuilder()
        .setStatus(target.getStatus().toBuilder().setNetworkMode(mode))
        .build();
  }

  public static Target sharing(Target target, String owner, String... others) {
    return target.toBuilder()
        .setStatus(
            target.getStatus().toBuilder()
                .setNetworkMode(NetworkMode.SHARED)
                .setNetworkOf(owner)
                .addAllSharesNetworkWith(List.of(others)))
        .build();
  }
}
