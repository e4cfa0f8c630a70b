/// Policies into injections: the grid, the dice, the admission, and the control of policies.
///
/// [io.entropy.policymanager.policy.PolicyController] is single-threaded: its `tick` is called by
/// one thread, [io.entropy.policymanager.policy.PolicyLoop]'s or a test's, with whatever time that
/// thread has. [io.entropy.policymanager.policy.PolicyControl] may be called from any thread; they
/// meet at the store. Everything else is values and pure functions.
///
/// Read first: `PolicyController`, then `TickReconciler` (what one tick decides, without writing),
/// then `TickWriter` (how that is written).
@NullMarked
package io.entropy.policymanager.policy;

import org.jspecify.annotations.NullMarked;
