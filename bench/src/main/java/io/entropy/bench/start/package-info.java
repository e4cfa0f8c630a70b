/// From a typed command to the first lost packet. A sender's and a receiver's thread run beside the
/// bench's. Read [io.entropy.bench.start.StartBench] first.
@NullMarked
package io.entropy.bench.start;

import org.jspecify.annotations.NullMarked;
