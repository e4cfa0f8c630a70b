/// Impairments made by holding packets in a queue that this process serves: of what is received
/// only, and on any kernel that has NFQUEUE. Thread-safe; each queue has a thread of its own. Read
/// [io.entropy.injectors.latency.nfqueue.NfQueue] first.
@NullMarked
package io.entropy.injectors.latency.nfqueue;

import org.jspecify.annotations.NullMarked;
