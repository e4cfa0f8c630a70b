/// Containers killed, stopped, restarted, removed.
@NullMarked
package io.entropy.injectors.lifecycle;

import org.jspecify.annotations.NullMarked;
