/// Tests of late, damaged, doubled and reordered packets.
@NullMarked
package io.entropy.injectors.latency;

import org.jspecify.annotations.NullMarked;
