/// `gc_pause`: real stop-the-world pauses of a JVM. Read
/// [io.entropy.injectors.gcpause.jvm.GcPauseInjector] first.
@NullMarked
package io.entropy.injectors.gcpause.jvm;

import org.jspecify.annotations.NullMarked;
