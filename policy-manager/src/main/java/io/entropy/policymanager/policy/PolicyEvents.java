package io.entropy.policymanager.policy;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.Peer;
import io.entropy.policymanager.event.EventData;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.target.RefusedTarget;
import io.entropy.policymanager.target.TargetGroup;
import io.entropy.store.Transaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the policy manager has to say, event by event: the words and the data.
record PolicyEvents(EventLog log) {
  /// How many of those that are told together are named.
  private static final int FIRST_OF_MANY = 3;

  /// One event a tick, however many targets were rolled for.
  void rolled(Transaction tx, TickPlan plan) {
    DueTick due = plan.due();
    long injected = plan.hits().stream().filter(h -> h instanceof TickPlan.Injected).count();
    long refused = plan.hits().size() - injected;
    EventData data =
        new EventData()
            .put("tick", due.tick())
            .put("rolled", plan.rolls())
            .put("hits", plan.successes())
            .put("injected", injected)
            .put("refused", refused)
            .put("missed", due.missed());
    String late = due.missed() == 0 ? "" : "; %d ticks missed".formatted(due.missed());
    log.write(
        tx,
        of(EventTypes.ROLL, due.policy())
            .setTime(ProtoTime.toProto(due.time()))
            .setMessage(
                "tick %d: %d rolled, %d hit, %d injected, %d refused%s"
                    .formatted(due.tick(), plan.rolls(), plan.successes(), injected, refused, late))
            .setData(data.build()));
  }

  void requested(Transaction tx, DueTick due, TickPlan.Injected hit) {
    InjectionSpec spec = hit.injection().getSpec();
    EventData data =
        new EventData()
            .put("tick", due.tick())
            .put("mode", spec.getFailure().getMode())
            .put("duration_ms", ProtoTime.fromProto(spec.getDuration()).toNanos() / 1e6)
            .put("targets", hit.target().names());
    if (!spec.getRenews().isEmpty()) {
      data.put("renews", spec.getRenews());
    }
    List<Peer> peers = spec.getGroup().getPeersList();
    List<String> doubts = peers.stream().flatMap(peer -> doubt(peer).stream()).toList();
    if (spec.hasGroup()) {
      data.put("group", spec.getGroup().getId())
          .put("peers", peers.stream().map(Peer::getName).toList())
          .put("peers_in_doubt", doubts);
    }
    log.write(
        tx,
        of(EventTypes.INJECTION_REQUESTED, due.policy(), hit.target())
            .setTime(ProtoTime.toProto(due.time()))
            .setInjection(hit.injection().getId())
            .setMessage(
                "%s on %s%s"
                    .formatted(
                        spec.getFailure().getMode(),
                        names(hit.target()),
                        doubts.isEmpty() ? "" : "; " + String.join(", ", doubts)))
            .setData(data.build()));
  }

  /// Why a fault about that peer's addresses may miss some of what the two send each other.
  private static Optional<String> doubt(Peer peer) {
    if (peer.getHiddenBehindCount() > 0) {
      return Optional.of(
          "%s is also reached at %s"
              .formatted(peer.getName(), String.join(" and ", peer.getHiddenBehindList())));
    }
    return peer.getSharesNetwork()
        ? Optional.empty()
        : Optional.of("%s shares no network with it".formatted(peer.getName()));
  }

  void refused(Transaction tx, DueTick due, TickPlan.Refused hit) {
    EventData data =
        new EventData()
            .put("tick", due.tick())
            .put("reason", hit.why().code())
            .put("actual", hit.why().actual())
            .put("bound", hit.why().bound())
            .put("targets", hit.target().names());
    log.write(
        tx,
        of(EventTypes.INJECTION_REFUSED, due.policy(), hit.target())
            .setTime(ProtoTime.toProto(due.time()))
            .setMessage("not on %s: %s".formatted(names(hit.target()), hit.why().message()))
            .setData(data.build()));
  }

  void matched(Transaction tx, FailurePolicy policy, TargetGroup target) {
    log.write(
        tx,
        of(EventTypes.TARGET_MATCHED, policy, target)
            .setMessage(
                target.members().size() == 1
                    ? "%s matches".formatted(target.name())
                    : "%s share a network: one target".formatted(names(target)))
            .setData(new EventData().put("targets", target.names()).build()));
  }

  void lost(Transaction tx, FailurePolicy policy, TargetGroup target) {
    log.write(
        tx,
        of(EventTypes.TARGET_LOST, policy, target)
            .setMessage("%s is gone or matches no more".formatted(target.name()))
            .setData(new EventData().put("targets", target.names()).build()));
  }

  /// Many that began to match at once, in one event.
  ///
  /// @param matching how many there are now
  void matched(Transaction tx, FailurePolicy policy, List<TargetGroup> many, int matching) {
    together(tx, of(EventTypes.TARGET_MATCHED, policy), many, "match", matching);
  }

  /// Many that went at once, in one event.
  ///
  /// @param matching how many are left
  void lost(Transaction tx, FailurePolicy policy, List<TargetGroup> many, int matching) {
    together(tx, of(EventTypes.TARGET_LOST, policy), many, "are gone or match no more", matching);
  }

  private void together(
      Transaction tx, EventSpec.Builder event, List<TargetGroup> many, String what, int matching) {
    List<String> first = many.stream().limit(FIRST_OF_MANY).map(TargetGroup::name).toList();
    log.write(
        tx,
        event
            .setMessage(
                "%d targets %s: %s, …".formatted(many.size(), what, String.join(", ", first)))
            .setData(
                new EventData()
                    .put("targets", first)
                    .put("count", many.size())
                    .put("matching", matching)
                    .build()));
  }

  void refused(Transaction tx, FailurePolicy policy, RefusedTarget refused) {
    log.write(
        tx,
        of(EventTypes.TARGET_REFUSED, policy, TargetGroup.of(refused.target()))
            .setMessage(
                "%s %s".formatted(refused.target().getSpec().getName(), refused.reason().words()))
            .setData(
                new EventData()
                    .put("reason", refused.reason().name().toLowerCase(Locale.ROOT))
                    .build()));
  }

  /// The life of the policy itself.
  void policy(Transaction tx, String type, FailurePolicy policy, String message) {
    log.write(tx, of(type, policy).setMessage(message));
  }

  void started(Transaction tx, FailurePolicy policy) {
    log.write(
        tx,
        of(EventTypes.POLICY_STARTED, policy)
            .setTime(policy.getStatus().getStarted())
            .setMessage(
                "policy %s started, seed %s"
                    .formatted(
                        policy.getSpec().getName(),
                        Long.toUnsignedString(policy.getSpec().getSeed())))
            .setData(
                new EventData()
                    // as text: a double doesn't hold 64 bits
                    .put("seed", Long.toUnsignedString(policy.getSpec().getSeed()))
                    .build()));
  }

  private static String names(TargetGroup target) {
    return String.join(", ", target.names());
  }

  private static EventSpec.Builder of(String type, FailurePolicy policy, TargetGroup target) {
    return of(type, policy)
        .setTarget(target.id())
        .setTargetName(target.name())
        .setNode(target.nodeId());
  }

  private static EventSpec.Builder of(String type, FailurePolicy policy) {
    return EventSpec.newBuilder().setType(type).setPolicy(policy.getId());
  }
}
