/// Tests of packet loss: pure ones, and those on real containers and the real kernel.
@NullMarked
package io.entropy.injectors.drop;

import org.jspecify.annotations.NullMarked;
