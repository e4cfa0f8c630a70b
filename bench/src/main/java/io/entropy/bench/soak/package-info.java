/// An hour of faults that come and go, and what of the processes has grown by its end.
///
/// [io.entropy.bench.soak.SoakBench] measures, in the bench's thread; events and packets have
/// threads of their own. Read it first, then [io.entropy.bench.soak.Figure].
@NullMarked
package io.entropy.bench.soak;

import org.jspecify.annotations.NullMarked;
