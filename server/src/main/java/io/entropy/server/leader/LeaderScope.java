package io.entropy.server.leader;

import io.entropy.policymanager.notify.NotificationControl;
import io.entropy.policymanager.notify.NotificationLoop;
import io.entropy.policymanager.policy.HaltControl;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.policymanager.policy.PolicyController;
import io.entropy.policymanager.policy.PolicyLoop;
import io.entropy.server.control.Controls;
import io.entropy.server.dispatch.Dispatcher;
import io.entropy.store.Store;

/// Everything that runs only where the leader is: closing it ends every loop, so none outlives
/// leadership. Loops to come (services, experiments) are opened here.
public final class LeaderScope implements AutoCloseable {
  private final Controls controls;
  private final Dispatcher dispatcher;
  private final PolicyLoop loop;
  private final NotificationLoop notifications;

  private LeaderScope(
      Controls controls, Dispatcher dispatcher, PolicyLoop loop, NotificationLoop notifications) {
    this.controls = controls;
    this.dispatcher = dispatcher;
    this.loop = loop;
    this.notifications = notifications;
  }

  /// Starts every loop.
  ///
  /// @param store as the leader may write it
  /// @param where the manager is reached
  static LeaderScope open(Store store, LeaderParts parts, String where) {
    Controls controls =
        new Controls(
            new PolicyControl(store, parts.modes(), parts.clock(), parts.random(), parts.log()),
            new HaltControl(store, parts.clock(), parts.log()),
            new NotificationControl(store, parts.random(), parts.log()));
    Dispatcher dispatcher =
        Dispatcher.open(
            new Dispatcher.Parts(
                store, parts.clock(), parts.random(), parts.log(), parts.dispatch(), where));
    PolicyLoop loop =
        PolicyLoop.start(
            new PolicyController(store, parts.modes(), parts.log(), parts.bound()),
            store,
            parts.clock());
    NotificationLoop notifications =
        NotificationLoop.start(
            store, new NotificationLoop.Parts(parts.clock(), parts.random(), parts.log()));
    return new LeaderScope(controls, dispatcher, loop, notifications);
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

  @Override
  public void close() {
    loop.close();
    dispatcher.close();
    notifications.close();
  }
}
