/// What benches make on this machine and take away again: processes, images, containers, files.
/// Used by the bench's thread.
@NullMarked
package io.entropy.bench.host;

import org.jspecify.annotations.NullMarked;
