package io.entropy.server.dispatch;

import io.entropy.policymanager.injection.InjectionStatusRecorder;
import io.entropy.store.Store;
import java.time.Instant;
import java.util.List;

/// What is done about nodes that stay away, and about injections that nobody will tell the end of:
/// one step of the [WatchLoop]. Any thread.
record NodeWatch(
    Store store, NodeSessions sessions, NodeRecorder nodes, InjectionStatusRecorder injections) {

  void step(Instant now) {
    sessions.expired(now).forEach(nodes::down);
    List<Overdue> overdue = store.view(s -> Overdue.in(s, now));
    overdue.forEach(o -> injections.orphan(o.injectionId(), o.why()));
  }
}
