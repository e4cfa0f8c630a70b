package io.entropy.store.model;

import io.entropy.api.v1.Cluster;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.JoinToken;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.NodeCertificate;
import io.entropy.api.v1.Notification;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.User;
import io.entropy.store.model.Kind.IndexKeys;
import java.util.HexFormat;
import java.util.List;

/// Every kind of object that the store keeps, and the indexes on it.
public final class Kinds {

  public static final Kind<FailurePolicy> FAILURE_POLICIES =
      new Kind<>(
          "failure-policies",
          FailurePolicy::getId,
          FailurePolicy::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> o.getSpec().getName(),
          FailurePolicy.parser(),
          List.of());

  public static final Kind<Injection> INJECTIONS =
      new Kind<>(
          "injections",
          Injection::getId,
          Injection::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> null,
          Injection.parser(),
          List.of(
              new IndexKeys<>("policy", o -> List.of(o.getSpec().getPolicyId())),
              new IndexKeys<>("node", o -> List.of(o.getSpec().getNodeId())),
              new IndexKeys<>("target", o -> List.of(o.getSpec().getTargetId())),
              new IndexKeys<>("live", o -> isLive(o) ? List.of("") : List.of())));

  public static final Index<Injection> INJECTIONS_BY_POLICY = INJECTIONS.index("policy");
  public static final Index<Injection> INJECTIONS_BY_NODE = INJECTIONS.index("node");
  public static final Index<Injection> INJECTIONS_BY_TARGET = INJECTIONS.index("target");

  /// Injections that aren't over yet, all under the key [#LIVE].
  public static final Index<Injection> LIVE_INJECTIONS = INJECTIONS.index("live");

  public static final String LIVE = "";

  public static final Kind<Target> TARGETS =
      new Kind<>(
          "targets",
          Target::getId,
          Target::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> null,
          Target.parser(),
          List.of(new IndexKeys<>("node", o -> List.of(o.getSpec().getNodeId()))));

  public static final Index<Target> TARGETS_BY_NODE = TARGETS.index("node");

  public static final Kind<Node> NODES =
      new Kind<>(
          "nodes",
          Node::getId,
          Node::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> null,
          Node.parser(),
          List.of());

  public static final Kind<Event> EVENTS =
      new Kind<>(
          "events",
          Event::getId,
          Event::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> null,
          Event.parser(),
          List.of(new IndexKeys<>("version", o -> List.of(versionKey(o.getMeta().getVersion())))));

  /// Events in the order of their commits, under [#versionKey]: what a subscriber resumes by.
  public static final Index<Event> EVENTS_BY_VERSION = EVENTS.index("version");

  /// At most one object.
  public static final Kind<Cluster> CLUSTERS =
      new Kind<>(
          "clusters",
          Cluster::getId,
          Cluster::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> null,
          Cluster.parser(),
          List.of());

  public static final Kind<Notification> NOTIFICATIONS =
      new Kind<>(
          "notifications",
          Notification::getId,
          Notification::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> o.getSpec().getName(),
          Notification.parser(),
          List.of());

  public static final Kind<JoinToken> JOIN_TOKENS =
      new Kind<>(
          "join-tokens",
          JoinToken::getId,
          JoinToken::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> null,
          JoinToken.parser(),
          List.of());

  /// By the id of the node.
  public static final Kind<NodeCertificate> NODE_CERTIFICATES =
      new Kind<>(
          "node-certificates",
          NodeCertificate::getId,
          NodeCertificate::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> null,
          NodeCertificate.parser(),
          List.of());

  /// By the name in their certificates.
  public static final Kind<User> USERS =
      new Kind<>(
          "users",
          User::getId,
          User::getMeta,
          (o, m) -> o.toBuilder().setMeta(m).build(),
          o -> null,
          User.parser(),
          List.of());

  public static final List<Kind<?>> ALL =
      List.of(
          FAILURE_POLICIES,
          INJECTIONS,
          TARGETS,
          NODES,
          EVENTS,
          CLUSTERS,
          NOTIFICATIONS,
          JOIN_TOKENS,
          NODE_CERTIFICATES,
          USERS);

  private Kinds() {}

  /// A version as the key of an index: sorts as the numbers do.
  public static String versionKey(long version) {
    return HexFormat.of().toHexDigits(version);
  }

  private static boolean isLive(Injection injection) {
    return injection.getStatus().getState().getNumber() < InjectionState.COMPLETE_VALUE;
  }
}
