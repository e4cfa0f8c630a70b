package io.entropy.policymanager.halt;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.ClusterSpec;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Halt;
import io.entropy.policymanager.cluster.ClusterObject;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Snapshot;
import io.entropy.store.Transaction;
import java.time.InstantSource;
import java.util.Optional;

/// Whether everything is halted, in one object of the store that every transaction which begins
/// something reads.
public record HaltSwitch(InstantSource clock, EventLog log) {
  /// Since when and why; empty when nothing is halted.
  public static Optional<Halt> in(Snapshot snapshot) {
    return Optional.of(ClusterObject.spec(snapshot))
        .filter(ClusterSpec::hasHalt)
        .map(ClusterSpec::getHalt);
  }

  public static boolean isOn(Snapshot snapshot) {
    return in(snapshot).isPresent();
  }

  /// Lets nothing begin while everything is halted.
  ///
  /// @throws HaltedException naming the halt
  public static void requireOff(Snapshot snapshot) {
    in(snapshot)
        .ifPresent(halt -> {
          throw new HaltedException(halt);
        });
  }

  /// Halts; when it's halted already, the first reason stays.
  public void on(Transaction tx, String reason) {
    if (isOn(tx)) {
      return;
    }
    Halt halt =
        Halt.newBuilder().setReason(reason).setSince(ProtoTime.toProto(clock.instant())).build();
    ClusterObject.put(tx, ClusterObject.spec(tx).toBuilder().setHalt(halt).build());
    say(tx, EventTypes.HALT, reason.isEmpty() ? "everything halted" : "halted: " + reason);
  }

  /// Ends the halt, if there is one.
  public void off(Transaction tx) {
    if (isOn(tx)) {
      ClusterObject.put(tx, ClusterObject.spec(tx).toBuilder().clearHalt().build());
      say(tx, EventTypes.RESUME, "policies may be started again");
    }
  }

  private void say(Transaction tx, String type, String message) {
    log.write(tx, EventSpec.newBuilder().setType(type).setMessage(message));
  }
}
