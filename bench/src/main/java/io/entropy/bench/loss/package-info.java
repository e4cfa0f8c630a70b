/// Whether what is lost is what was asked, by the rule's counters and by a count that knows nothing
/// of them. Used by the bench's thread.
@NullMarked
package io.entropy.bench.loss;

import org.jspecify.annotations.NullMarked;
