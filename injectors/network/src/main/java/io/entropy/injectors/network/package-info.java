/// What the network families share: a target's network namespace, the filters, and faults that are
/// nothing but rules in the one plan which this process has in a namespace. Any thread. Read
/// [io.entropy.injectors.network.PlannedFaults] first.
@NullMarked
package io.entropy.injectors.network;

import org.jspecify.annotations.NullMarked;
