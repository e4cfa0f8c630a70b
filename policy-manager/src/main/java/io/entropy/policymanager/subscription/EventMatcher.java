package io.entropy.policymanager.subscription;

import io.entropy.api.event.CloudEvents;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Node;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Whether an event passes a filter. Policies and nodes are named by id or name; a name that was
/// known once stands for the same ids from then on. Used by one thread.
public final class EventMatcher implements Predicate<Event> {
  private final Store store;
  private final EventFilter filter;
  private final Set<String> policies = new HashSet<>();
  private final Set<String> nodes = new HashSet<>();

  public EventMatcher(Store store, EventFilter filter) {
    this.store = store;
    this.filter = filter;
    policies.addAll(filter.getPoliciesList());
    nodes.addAll(filter.getNodesList());
  }

  @Override
  public boolean test(Event event) {
    EventSpec spec = event.getSpec();
    return passesType(spec.getType())
        && passes(
            filter.getTargetsList(),
            t -> t.equals(spec.getTarget()) || t.equals(spec.getTargetName()))
        && (policies.isEmpty() || isOneOf(policies, spec.getPolicy(), this::policyIds))
        && (nodes.isEmpty() || isOneOf(nodes, spec.getNode(), this::nodeIds));
  }

  private boolean passesType(String type) {
    return passes(
        filter.getTypesList(),
        wanted -> {
          String plain =
              wanted.startsWith(CloudEvents.PREFIX)
                  ? wanted.substring(CloudEvents.PREFIX.length())
                  : wanted;
          return plain.endsWith("*")
              ? type.startsWith(plain.substring(0, plain.length() - 1))
              : type.equals(plain);
        });
  }

  private static boolean passes(List<String> wanted, Predicate<String> test) {
    return wanted.isEmpty() || wanted.stream().anyMatch(test);
  }

  /// What names an id of the event's is looked for when the id itself isn't known yet.
  private interface Ids {
    List<String> in(Snapshot snapshot);
  }

  private boolean isOneOf(Set<String> known, String id, Ids ids) {
    if (id.isEmpty()) {
      return false;
    }
    if (!known.contains(id)) {
      known.addAll(store.view(ids::in));
    }
    return known.contains(id);
  }

  private List<String> policyIds(Snapshot snapshot) {
    return filter.getPoliciesList().stream()
        .flatMap(p -> PolicyControl.find(snapshot, p).stream())
        .map(p -> p.getId())
        .toList();
  }

  private List<String> nodeIds(Snapshot snapshot) {
    return snapshot.all(Kinds.NODES).stream()
        .filter(n -> filter.getNodesList().contains(n.getSpec().getName()))
        .map(Node::getId)
        .toList();
  }
}
