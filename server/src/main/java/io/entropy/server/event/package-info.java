/// The event stream, as a gRPC stream and as server-sent events. Each subscriber has a thread of
/// its own, which waits for a reader that is slow.
@NullMarked
package io.entropy.server.event;

import org.jspecify.annotations.NullMarked;
