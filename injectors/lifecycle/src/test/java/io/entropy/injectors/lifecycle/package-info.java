/// Tests of what ends containers, on real ones.
@NullMarked
package io.entropy.injectors.lifecycle;

import org.jspecify.annotations.NullMarked;
