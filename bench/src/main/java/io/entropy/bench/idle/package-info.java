/// What processes hold that have nothing to do. Read [io.entropy.bench.idle.IdleBench] first.
@NullMarked
package io.entropy.bench.idle;

import org.jspecify.annotations.NullMarked;
