/// Tests of what runs outside of the JVM.
@NullMarked
package io.entropy.injectors.kernel.process;

import org.jspecify.annotations.NullMarked;
