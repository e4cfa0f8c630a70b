/// Time that doesn't jump. Any thread.
@NullMarked
package io.entropy.api.time;

import org.jspecify.annotations.NullMarked;
