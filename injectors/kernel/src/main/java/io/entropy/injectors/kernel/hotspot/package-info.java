/// Java virtual machines of other processes, also within containers: telling them from other
/// processes without sending them anything, attaching to them, and making them stand still.
///
/// [Stopper] and [Control] belong to one thread at a time; the rest is values. Read [JavaProcess]
/// first, then [Stopper].
@NullMarked
package io.entropy.injectors.kernel.hotspot;

import org.jspecify.annotations.NullMarked;
