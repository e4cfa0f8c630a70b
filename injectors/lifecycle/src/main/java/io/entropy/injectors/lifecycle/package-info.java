/// Containers killed, stopped, restarted and removed, by orders to the engine.
///
/// [io.entropy.injectors.lifecycle.LifecycleMode] declares the modes, all of them instant: once
/// done they're over, with nothing to undo. [io.entropy.injectors.lifecycle.Deed] says which orders
/// a failure means and what then has to be so, [io.entropy.injectors.lifecycle.DeedFault] gives
/// them. Injections on different targets come from different threads and share nothing here.
@NullMarked
package io.entropy.injectors.lifecycle;

import org.jspecify.annotations.NullMarked;
