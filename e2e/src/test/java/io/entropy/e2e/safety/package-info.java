/// What must hold however a run ends: killed, stopped, interrupted, halted, or its target gone
/// under it, no fault outlives its lease and the next start clears what is left. The real command
/// line on real containers; checked in the kernel and by traffic, by means that share nothing with
/// the run. Each test's own thread, unless it says otherwise. Read [io.entropy.e2e.safety.KillIT]
/// first.
@NullMarked
package io.entropy.e2e.safety;

import org.jspecify.annotations.NullMarked;
