/// Who leads, and what runs only there. [io.entropy.server.leader.Leadership], read first, has one
/// thread, which opens and closes the [io.entropy.server.leader.LeaderScope]; anyone may ask it.
@NullMarked
package io.entropy.server.leader;

import org.jspecify.annotations.NullMarked;
