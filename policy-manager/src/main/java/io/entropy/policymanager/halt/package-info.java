/// The one switch that ends everything: whether it's on, and throwing it.
///
/// That it's on is one object in the store, so that halting is one atomic decision; what follows
/// from it (policies stopped, faults reverted) is the policy package's to carry out, at once and
/// again after a crash. Any thread.
@NullMarked
package io.entropy.policymanager.halt;

import org.jspecify.annotations.NullMarked;
