/// The system calls we need, called through the Java foreign-function interface, and their errors.
///
/// All functions share one downcall shape (six longs in, one long out), because spinning a shape
/// costs a cold JVM far more than a call. Thread model: stateless; any thread, virtual ones too. A
/// call blocks its carrier, so only calls that return at once belong here.
///
/// Read [Downcall] first, then [Libc].
@NullMarked
package io.entropy.injectors.kernel.sys;

import org.jspecify.annotations.NullMarked;
