/// Processes that stand still.
@NullMarked
package io.entropy.injectors.gcpause;

import org.jspecify.annotations.NullMarked;
