/// The store of one process that forgets everything at its end: what `entropy run` uses when it's
/// on its own, and what tests use.
///
/// Any thread may call it. Read [io.entropy.store.memory.MemoryStore]; all that it does is in
/// [io.entropy.store.state].
@NullMarked
package io.entropy.store.memory;

import org.jspecify.annotations.NullMarked;
