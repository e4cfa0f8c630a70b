package io.entropy.server.dispatch;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.Node;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// An injection that counts as live although its fault is surely over, and of which nobody will say
/// so any more.
///
/// Of a node that is away the fault is over at the injection's end, by its agent's clock or by the
/// kernel's, since no lease is longer than the time left; a margin covers what the assignment took
/// to get there. An agent that is there has longer, to say it by itself: when it doesn't, it has
/// been started anew without the injection.
///
/// @param why in a clause
record Overdue(String injectionId, String why) {
  private static final Duration AWAY = Duration.ofSeconds(5);
  private static final Duration PRESENT = Duration.ofMinutes(1);

  static List<Overdue> in(Snapshot snapshot, Instant now) {
    Set<String> present =
        snapshot.all(Kinds.NODES).stream()
            .filter(n -> !n.getStatus().getAway())
            .map(Node::getId)
            .collect(Collectors.toSet());
    return snapshot.find(Kinds.LIVE_INJECTIONS, Kinds.LIVE).stream()
        .filter(i -> {
          boolean there = present.contains(i.getSpec().getNodeId());
          return !endOf(i).plus(there ? PRESENT : AWAY).isAfter(now);
        })
        .map(i -> of(i, present.contains(i.getSpec().getNodeId())))
        .toList();
  }

  private static Overdue of(Injection injection, boolean there) {
    return new Overdue(
        injection.getId(),
        there
            ? "its agent knows nothing of it any more"
            : "its node is away, and its time and its lease are over");
  }

  private static Instant endOf(Injection injection) {
    InjectionSpec spec = injection.getSpec();
    return ProtoTime.fromProto(spec.getBegins()).plus(ProtoTime.fromProto(spec.getDuration()));
  }
}
