/// Containers short of processor, memory, disk: `stress_cpu`, `stress_mem`, `stress_io`,
/// `disk_fill`.
///
/// What makes them is `entropy-stress` (`src/main/native`): a keeper, and workers in the
/// container's cgroups and namespaces that end by their own timers when their lease is over, with
/// the keeper, and with the container. [io.entropy.injectors.stress.StressMode] declares the modes;
/// [io.entropy.injectors.stress.StressInjector] makes them. A fault is used by its injection's
/// thread; everything else is for any thread.
@NullMarked
package io.entropy.injectors.stress;

import org.jspecify.annotations.NullMarked;
