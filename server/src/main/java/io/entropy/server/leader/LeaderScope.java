package io.entropy.server.leader;

import io.entropy.policymanager.cluster.ClusterControl;
import io.entropy.policymanager.notify.NotificationControl;
import io.entropy.policymanager.notify.NotificationLoop;
import io.entropy.policymanager.policy.HaltControl;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.policymanager.policy.PolicyController;
import io.entropy.policymanager.policy.PolicyLoop;
import io.entropy.server.access.AuditingStore;
import io.entropy.server.control.Controls;
import io.entropy.server.control.UserControl;
import io.entropy.server.dispatch.Dispatcher;
import io.entropy.server.join.Joins;
import io.entropy.server.join.NodeAdmission;
import io.entropy.server.join.Tokens;
import io.entropy.store.Store;
import io.grpc.Status;
import java.util.Optional;

/// Everything that runs only where the leader is: closing it ends every loop, so none outlives
/// leadership. Loops to come (services, experiments) are opened here.
public final class LeaderScope implements AutoCloseable {
  private final Controls controls;
  private final Dispatcher dispatcher;
  private final PolicyLoop loop;
  private final NotificationLoop notifications;
  private final Optional<Joins> joins;

  private LeaderScope(
      Controls controls,
      Dispatcher dispatcher,
      PolicyLoop loop,
      NotificationLoop notifications,
      Optional<Joins> joins) {
    this.controls = controls;
    this.dispatcher = dispatcher;
    this.loop = loop;
    this.notifications = notifications;
    this.joins = joins;
  }

  /// Starts every loop.
  ///
  /// @param store as the leader may write it
  /// @param where the manager is reached
  static LeaderScope open(Store store, LeaderParts parts, String where) {
    new ClusterControl(store, parts.log()).initialize(parts.bounds());
    Store audited = new AuditingStore(store, parts.log());
    Controls controls =
        new Controls(
            new PolicyControl(audited, parts.modes(), parts.clock(), parts.random(), parts.log()),
            new HaltControl(audited, parts.clock(), parts.log()),
            new ClusterControl(audited, parts.log()),
            new NotificationControl(audited, parts.random(), parts.log()),
            new Tokens(audited, parts.clock(), parts.random()),
            new NodeAdmission(audited),
            new UserControl(audited, parts.clock()));
    Dispatcher dispatcher =
        Dispatcher.open(
            new Dispatcher.Parts(
                store, parts.clock(), parts.random(), parts.log(), parts.dispatch(), where));
    PolicyLoop loop =
        PolicyLoop.start(
            new PolicyController(store, parts.modes(), parts.log()), store, parts.clock());
    NotificationLoop notifications =
        NotificationLoop.start(
            store, new NotificationLoop.Parts(parts.clock(), parts.random(), parts.log()));
    return new LeaderScope(
        controls,
        dispatcher,
        loop,
        notifications,
        parts.issuer().map(issuer -> new Joins(store, parts.log(), issuer)));
  }

  /// How machines join.
  ///
  /// @throws io.grpc.StatusRuntimeException `FAILED_PRECONDITION` when none does
  public Joins joins() {
    return joins.orElseThrow(() ->
        Status.FAILED_PRECONDITION
            .withDescription("this manager lets no machine join: it was started without --ca-dir")
            .asRuntimeException());
  }

  public Controls controls() {
    return controls;
  }

  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /// Whether every loop does its work.
  public boolean isWhole() {
    return loop.isRunning() && dispatcher.isRunning() && notifications.isRunning();
  }

  /// Agents are told first: a loop ends only with the update that it's in, and the store may be out
  /// of reach.
  @Override
  public void close() {
    dispatcher.close();
    loop.close();
    notifications.close();
  }
}
