/// Facts, written in the transaction that makes them true; the store publishes them after its
/// commit. An [io.entropy.policymanager.event.EventLog] may be used by any thread.
@NullMarked
package io.entropy.policymanager.event;

import org.jspecify.annotations.NullMarked;
