/// What was committed, told in order to those who watch.
///
/// Queues are bounded: a slow watcher is told to resync, never skipped over silently. Each
/// [io.entropy.store.watch.Watch] is read by one thread.
@NullMarked
package io.entropy.store.watch;

import org.jspecify.annotations.NullMarked;
