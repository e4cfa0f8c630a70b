package io.entropy.server.leader;

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

  private LeaderScope(Controls controls, Dispatcher dispatcher, PolicyLoop loop) {
    this.controls = controls;
    this.dispatcher = dispatcher;
    this.loop = loop;
  }

  /// Starts every loop.
  ///
  /// @param store as the leader may write it
  /// @param where the manager is reached
  static LeaderScope open(Store store, LeaderParts parts, String where) {
    Controls controls =
        new Controls(
            new PolicyControl(store, parts.modes(), parts.clock(), parts.random(), parts.log()),
            new HaltControl(store, parts.clock(), parts.log()));
    Dispatcher dispatcher =
        Dispatcher.open(
            new Dispatcher.Parts(
                store, parts.clock(), parts.random(), parts.log(), parts.dispatch(), where));
    PolicyLoop loop =
        PolicyLoop.start(
            new PolicyController(store, parts.modes(), parts.log(), parts.bound()), store, parts.clock());
    return new LeaderScope(controls, dispatcher, loop);
  }

  public Controls controls() {
    return controls;
  }

  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /// Whether every loop does its work.
  public boolean isWhole() {
    return loop.isRunning() && dispatcher.isRunning();
  }

  @Override
  public void close() {
    loop.close();
    dispatcher.close();
  }
}
