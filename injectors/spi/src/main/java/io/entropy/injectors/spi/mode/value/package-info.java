/// Types of failure parameters: how each is read from text, what is valid, what help and completion
/// say of it. Immutable values; any thread. Read [io.entropy.injectors.spi.mode.value.ValueType]
/// first.
@NullMarked
package io.entropy.injectors.spi.mode.value;

import org.jspecify.annotations.NullMarked;
