/// Containers that restart in the middle of a fault, for every failure mode: the fault follows or
/// ends, as asked. Begin with [io.entropy.e2e.restart.RestartedTargetIT].
@NullMarked
package io.entropy.e2e.restart;

import org.jspecify.annotations.NullMarked;
