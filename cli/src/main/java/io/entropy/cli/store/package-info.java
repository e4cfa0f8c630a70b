/// `entropy store`: what to do with a manager's store while no manager has it open. `manage` finds
/// its store through it, too.
///
/// Read [io.entropy.cli.store.StoreEndpoint] first: it's the only place that knows back ends.
@NullMarked
package io.entropy.cli.store;

import org.jspecify.annotations.NullMarked;
