package io.entropy.injectors.spi.fake;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import java.time.Instant;
import java.util.Map;

/// Containers for a [FakeContainerRuntime]: running, with a network of their own. Ids and pids
/// follow from the name, so that a test is the same each time.
public final class FakeTargets {
  private FakeTargets() {}

  public static Target running(String name, Map<String, String> labels) {
    return Target.newBuilder()
        .setId("%064x".formatted(Integer.toUnsignedLong(name.hashCode())))
        .setSpec(
            TargetSpec.newBuilder()
                .setName(name)
                .setImage("fake")
                .setKey(name)
                .putAllLabels(labels))
        .setStatus(
            TargetStatus.newBuilder()
                .setState(TargetStatus.State.RUNNING)
                .setPid(1000 + Math.floorMod(name.hashCode(), 1_000_000))
                .setStarted(ProtoTime.toProto(Instant.parse("2026-01-01T00:00:00Z"))))
        .build();
  }
}
