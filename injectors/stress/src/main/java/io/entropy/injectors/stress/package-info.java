/// Containers short of processor, memory, disk.
@NullMarked
package io.entropy.injectors.stress;

import org.jspecify.annotations.NullMarked;
