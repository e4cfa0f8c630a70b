/// Tests of stress: pure ones, and those on real containers and the real kernel.
@NullMarked
package io.entropy.injectors.stress;

import org.jspecify.annotations.NullMarked;
