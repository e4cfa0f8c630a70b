package io.entropy.policymanager.injection;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.Target;
import io.entropy.policymanager.event.EventData;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.Locale;

/// What follows from a report, event by event. A report that leaves states out still tells each
/// thing that it says has happened.
record InjectionEvents(EventLog log) {

  void write(Transaction tx, InjectionStatus before, Injection injection) {
    InjectionStatus after = injection.getStatus();
    if (isApplied(after) && !isApplied(before)) {
      EventSpec.Builder event = of(tx, injection, EventTypes.INJECTION_APPLIED, "applied");
      if (after.hasApplied()) {
        event.setTime(after.getApplied());
      }
      log.write(tx, event);
    }
    if (after.getVerified() && !before.getVerified()) {
      boolean done = after.getEnd() == EndReason.DONE;
      String what = done ? "took effect" : "is in force";
      log.write(tx, of(tx, injection, EventTypes.INJECTION_VERIFIED, what));
    }
    if (after.getFollowed() != before.getFollowed()) {
      log.write(tx, of(tx, injection, EventTypes.TARGET_FOLLOWED, "followed its container"));
    }
    if (isOver(after) && !isOver(before)) {
      EventSpec.Builder event = ended(tx, injection);
      if (after.hasEnded()) {
        event.setTime(after.getEnded());
      }
      log.write(tx, event);
    }
  }

  private static boolean isApplied(InjectionStatus status) {
    return status.hasApplied() || status.getState() == InjectionState.RUNNING;
  }

  private static boolean isOver(InjectionStatus status) {
    return status.getState().compareTo(InjectionState.COMPLETE) >= 0;
  }

  private static EventSpec.Builder ended(Transaction tx, Injection injection) {
    InjectionStatus status = injection.getStatus();
    return switch (status.getEnd()) {
      case LEAKED -> of(tx, injection, EventTypes.INJECTION_LEAKED, "could not be undone");
      case ERROR -> of(tx, injection, EventTypes.INJECTION_FAILED, "failed");
      case LEASE_LOST ->
          of(
              tx,
              injection,
              EventTypes.INJECTION_EXPIRED,
              "ended by the kernel: its lease was lost");
      case DONE -> of(tx, injection, EventTypes.INJECTION_DONE, "is done");
      case ELAPSED, RENEWED, HALTED, TARGET_LOST, END_REASON_UNSPECIFIED, UNRECOGNIZED ->
          status.getState().compareTo(InjectionState.SHUTDOWN) > 0
              ? of(tx, injection, EventTypes.INJECTION_FAILED, "failed")
              : of(tx, injection, EventTypes.INJECTION_REVERTED, "reverted");
    };
  }

  private static EventSpec.Builder of(
      Transaction tx, Injection injection, String type, String what) {
    InjectionStatus status = injection.getStatus();
    String name =
        tx.get(Kinds.TARGETS, injection.getSpec().getTargetId())
            .map(Target::getSpec)
            .map(s -> s.getName())
            .orElse(injection.getSpec().getTargetKey()); // the container is gone already
    String why = status.getMessage().isEmpty() ? achieved(status) : ": " + status.getMessage();
    return EventSpec.newBuilder()
        .setType(type)
        .setPolicy(injection.getSpec().getPolicyId())
        .setInjection(injection.getId())
        .setTarget(injection.getSpec().getTargetId())
        .setTargetName(name)
        .setNode(injection.getSpec().getNodeId())
        .setMessage(
            "%s on %s %s%s".formatted(injection.getSpec().getFailure().getMode(), name, what, why))
        .setData(data(injection).build());
  }

  private static String achieved(InjectionStatus status) {
    return isOver(status) && status.hasFidelity()
        ? ": asked %s, achieved %s"
            .formatted(status.getFidelity().getAsked(), status.getFidelity().getAchieved())
        : "";
  }

  private static EventData data(Injection injection) {
    InjectionStatus status = injection.getStatus();
    EventData data =
        new EventData()
            .put("mode", injection.getSpec().getFailure().getMode())
            .put("tick", injection.getSpec().getTick())
            .put("state", lower(status.getState()))
            .put("mechanism", status.getMechanism())
            .put("followed", status.getFollowed());
    if (isOver(status)) {
      data.put("end", lower(status.getEnd()));
    }
    if (status.hasFidelity()) {
      Fidelity fidelity = status.getFidelity();
      data.put("asked", fidelity.getAsked())
          .put("achieved", fidelity.getAchieved())
          .put("verdict", lower(fidelity.getVerdict()));
      fidelity.getMeasurementsList().forEach(m -> data.put(m.getName(), m.getValue()));
    }
    return data;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
