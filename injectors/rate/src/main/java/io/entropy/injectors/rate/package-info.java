/// Limited bandwidth by HTB: `rate`, of what the container sends or receives.
///
/// [io.entropy.injectors.rate.RateMode] declares it; [io.entropy.injectors.rate.RateInjector] makes
/// it, of a class ([io.entropy.injectors.kernel.tc]) and rules behind a lease that lead packets
/// through it. Injections on different targets come from different threads; the kernel module locks
/// for itself.
@NullMarked
package io.entropy.injectors.rate;

import org.jspecify.annotations.NullMarked;
