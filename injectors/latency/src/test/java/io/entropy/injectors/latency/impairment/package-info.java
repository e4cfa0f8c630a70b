/// Tests of what can be asked of packets.
@NullMarked
package io.entropy.injectors.latency.impairment;

import org.jspecify.annotations.NullMarked;
