/// A manager's event stream under many subscribers. The manager is a JVM of its own
/// ([io.entropy.bench.events.EventSource]); the bench's has one network thread for all subscribers.
/// Read [io.entropy.bench.events.EventsBench] first.
@NullMarked
package io.entropy.bench.events;

import org.jspecify.annotations.NullMarked;
