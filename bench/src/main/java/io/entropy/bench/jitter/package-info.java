/// Whether delays spread as theory says. Theory comes from the books, by commons-math3, and not
/// from what is measured. Used by the bench's thread.
@NullMarked
package io.entropy.bench.jitter;

import org.jspecify.annotations.NullMarked;
