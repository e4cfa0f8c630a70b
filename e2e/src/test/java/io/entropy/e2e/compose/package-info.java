/// Several faults on one container at once: of modes of different families, made by one process and
/// by one each. Begin with [io.entropy.e2e.compose.Effect].
@NullMarked
package io.entropy.e2e.compose;

import org.jspecify.annotations.NullMarked;
