/// Processes of containers that stand still, and the watchdog that lets them go on.
///
/// The kernel has no lease for a frozen process. So what stops a container is not this JVM but a
/// small program of ours ([Watchdog]; C, in `src/main/native`), which nothing that ends the JVM or
/// its container ends, and which lets go on what it stopped when its lease or its feed is over. It
/// does the same for faults that another server makes and would never end ([Way.Resource]).
///
/// A [Watchdog] belongs to one thread at a time; the rest is values. Read [Watchdog] first.
@NullMarked
package io.entropy.injectors.kernel.process;

import org.jspecify.annotations.NullMarked;
