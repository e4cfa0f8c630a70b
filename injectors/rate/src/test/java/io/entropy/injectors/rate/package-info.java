/// Tests of limited rates: pure ones, and those on real containers and the real kernel.
@NullMarked
package io.entropy.injectors.rate;

import org.jspecify.annotations.NullMarked;
