/// Containers cut off from each other.
@NullMarked
package io.entropy.injectors.partition;

import org.jspecify.annotations.NullMarked;
