/// What can be asked to happen to packets, whichever mechanism does it, and the mechanisms' side of
/// that bargain. Values are immutable. Read [io.entropy.injectors.latency.impairment.Impairment]
/// first.
@NullMarked
package io.entropy.injectors.latency.impairment;

import org.jspecify.annotations.NullMarked;
