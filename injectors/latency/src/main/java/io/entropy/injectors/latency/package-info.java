/// Late, damaged, doubled and reordered packets: the modes, what each asks of packets
/// ([io.entropy.injectors.latency.impairment.Impairment]), and the mechanisms that can do it
/// ([io.entropy.injectors.latency.impairment.Mechanism]), of which the first that can is chosen.
///
/// Injections on different targets come from different threads. Read
/// [io.entropy.injectors.latency.ImpairmentInjector] first.
@NullMarked
package io.entropy.injectors.latency;

import org.jspecify.annotations.NullMarked;
