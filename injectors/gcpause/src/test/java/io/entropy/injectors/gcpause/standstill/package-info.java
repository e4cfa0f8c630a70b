/// Tests of what stands still, and how it's seen from outside.
@NullMarked
package io.entropy.injectors.gcpause.standstill;

import org.jspecify.annotations.NullMarked;
