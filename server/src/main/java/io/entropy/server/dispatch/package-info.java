/// Agents and what they are told: sessions, heartbeats, assignments, reports.
///
/// A [io.entropy.server.dispatch.Dispatcher], read first, lives as long as its manager leads. Calls
/// come from many threads; each stream of assignments has a thread of its own, and one thread
/// watches for nodes that stay away.
@NullMarked
package io.entropy.server.dispatch;

import org.jspecify.annotations.NullMarked;
