/// How long pauses are against what was asked. Used by the bench's thread.
@NullMarked
package io.entropy.bench.pause;

import org.jspecify.annotations.NullMarked;
