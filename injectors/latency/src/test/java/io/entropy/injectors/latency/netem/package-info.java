/// Tests of netem as a mechanism, as far as they need no kernel that has it.
@NullMarked
package io.entropy.injectors.latency.netem;

import org.jspecify.annotations.NullMarked;
