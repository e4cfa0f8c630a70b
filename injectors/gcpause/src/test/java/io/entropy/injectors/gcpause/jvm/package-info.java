/// Tests of `gc_pause` on JVMs in containers.
@NullMarked
package io.entropy.injectors.gcpause.jvm;

import org.jspecify.annotations.NullMarked;
