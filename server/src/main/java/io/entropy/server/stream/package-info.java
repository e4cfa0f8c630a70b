/// Streams that end late: their threads, and writing no faster than the other side reads.
@NullMarked
package io.entropy.server.stream;

import org.jspecify.annotations.NullMarked;
