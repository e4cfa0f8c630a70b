/// Real `entropy` processes of the built program, and gRPC with nothing behind it to compare them
/// with. Used by the bench's thread. Read [io.entropy.bench.platform.EntropyProcess] first.
@NullMarked
package io.entropy.bench.platform;

import org.jspecify.annotations.NullMarked;
