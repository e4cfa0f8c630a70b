/// How long pauses are against what was asked. A thread takes in what the target says of itself;
/// the rest is used by the bench's thread. Read [io.entropy.bench.pause.PauseBench] first.
@NullMarked
package io.entropy.bench.pause;

import org.jspecify.annotations.NullMarked;
