/// Tests of `pause`: pure ones, and those on real containers.
@NullMarked
package io.entropy.injectors.gcpause.pause;

import org.jspecify.annotations.NullMarked;
