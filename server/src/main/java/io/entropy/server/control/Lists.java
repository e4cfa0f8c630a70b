package io.entropy.server.control;

import io.entropy.api.selector.Selectors;
import io.entropy.api.selector.TargetMatcher;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.ListInjectionsRequest;
import io.entropy.api.v1.ListTargetsRequest;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.store.Snapshot;
import io.entropy.store.StoreException;
import io.entropy.store.model.Kinds;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Answers to what users ask for, from one snapshot.
record Lists(Snapshot snapshot) {
  private static final int USUAL_LIMIT = 1_000;

  private static final Comparator<Injection> NEWEST_FIRST =
      Comparator.<Injection, java.time.Instant>comparing(
              i -> ProtoTime.fromProto(i.getSpec().getBegins()))
          .reversed()
          .thenComparing(Injection::getId);

  /// By its id, else by its name.
  Node node(String node) {
    return snapshot
        .get(Kinds.NODES, node)
        .or(() ->
            snapshot.all(Kinds.NODES).stream()
                .filter(n -> n.getSpec().getName().equals(node))
                .findFirst())
        .orElseThrow(() -> missing("node", node));
  }

  Injection injection(String id) {
    return snapshot.get(Kinds.INJECTIONS, id).orElseThrow(() -> missing("injection", id));
  }

  private static StoreException missing(String what, String id) {
    return new StoreException(
        StoreException.Code.NOT_FOUND, "there is no %s %s".formatted(what, id));
  }

  List<Injection> injections(ListInjectionsRequest request) {
    Optional<String> policy =
        given(request.getPolicy()).map(p -> PolicyControl.existing(snapshot, p).getId());
    Optional<String> node = given(request.getNode()).map(n -> node(n).getId());
    List<Injection> all =
        request.getLive()
            ? snapshot.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE)
            : snapshot.all(Kinds.INJECTIONS);
    long limit = Integer.toUnsignedLong(request.getLimit());
    return all.stream()
        .filter(i -> !request.getLive() || isLive(i))
        .filter(i -> policy.isEmpty() || policy.get().equals(i.getSpec().getPolicyId()))
        .filter(i -> node.isEmpty() || node.get().equals(i.getSpec().getNodeId()))
        .sorted(NEWEST_FIRST)
        .limit(limit == 0 ? USUAL_LIMIT : limit)
        .toList();
  }

  private static boolean isLive(Injection injection) {
    return injection.getStatus().getState().getNumber() < InjectionState.COMPLETE_VALUE;
  }

  List<Target> targets(ListTargetsRequest request) {
    Optional<String> node = given(request.getNode()).map(n -> node(n).getId());
    Stream<Target> found =
        snapshot.all(Kinds.TARGETS).stream()
            .filter(t -> node.isEmpty() || node.get().equals(t.getSpec().getNodeId()));
    if (request.getSelectorCount() > 0) {
      found = found.filter(TargetMatcher.of(selector(request.getSelectorList())));
    }
    return found.toList();
  }

  private static TargetSelector selector(List<String> texts) {
    Violations violations = new Violations();
    TargetSelector.Builder selector = TargetSelector.newBuilder();
    for (String text : texts) {
      List<Requirement> read = violations.read("selector", text, Selectors::read).orElse(List.of());
      selector.addAllRequirements(read);
    }
    violations.throwIfAny();
    return selector.build();
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
