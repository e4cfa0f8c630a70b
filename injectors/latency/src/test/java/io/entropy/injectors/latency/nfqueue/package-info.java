/// Tests of the queue as a mechanism.
@NullMarked
package io.entropy.injectors.latency.nfqueue;

import org.jspecify.annotations.NullMarked;
