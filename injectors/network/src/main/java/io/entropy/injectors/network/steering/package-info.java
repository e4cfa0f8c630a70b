/// What the families share whose faults lead packets through a traffic class of ours: rules behind
/// a lease, and a class ([io.entropy.injectors.kernel.tc]) that is inert without them. Any thread.
/// Read [io.entropy.injectors.network.steering.SteeredFaults] first.
@NullMarked
package io.entropy.injectors.network.steering;

import org.jspecify.annotations.NullMarked;
