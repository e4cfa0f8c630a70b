/// The half of a store that every back end shares: the state as persistent values, the transaction
/// over it, the turn to write, and the head that readers and watchers see.
///
/// A back end only decides when a commit is durable: a [io.entropy.store.state.Writer] hands it
/// each group of commits with the state they lead to, and once they are safe it puts them on its
/// [io.entropy.store.state.Head]; the rest of it is [io.entropy.store.state.HeadStore], which it
/// extends. Read [io.entropy.store.state.State] first (a value; any thread), then
/// [io.entropy.store.state.StateTransaction] (one thread, inside the writer's lock).
@NullMarked
package io.entropy.store.state;

import org.jspecify.annotations.NullMarked;
