package io.entropy.cli.standalone;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;

/// Injections as the policy manager and an agent write them.
final class StoredInjections {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final String NODE = "node-1";

  private StoredInjections() {}

  /// One that begins then and lasts ten seconds.
  static Injection create(Store store, String id, Instant begins) {
    return store.update(tx ->
        tx.create(
            Kinds.INJECTIONS,
            Injection.newBuilder()
                .setId(id)
                .setDesiredState(InjectionState.RUNNING)
                .setStatus(InjectionStatus.newBuilder().setState(InjectionState.ASSIGNED))
                .setSpec(
                    InjectionSpec.newBuilder()
                        .setNodeId(NODE)
                        .setTargetId("target")
                        .setBegins(ProtoTime.toProto(begins))
                        .setDuration(ProtoTime.toProto(Duration.ofSeconds(10))))
                .build()));
  }

  static void want(Store store, String id, InjectionState desired) {
    store.update(tx ->
        tx.update(
            Kinds.INJECTIONS,
            tx.get(Kinds.INJECTIONS, id).orElseThrow().toBuilder()
                .setDesiredState(desired)
                .build()));
  }

  static void report(Store store, String id, InjectionState state) {
    store.update(tx ->
        tx.update(
            Kinds.INJECTIONS,
            tx.get(Kinds.INJECTIONS, id).orElseThrow().toBuilder()
                .setStatus(InjectionStatus.newBuilder().setState(state))
                .build()));
  }
}
