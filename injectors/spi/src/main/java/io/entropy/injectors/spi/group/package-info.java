/// Modes that act on a group of containers together, such as a partition: one roll of the dice for
/// all of them, and what each gets. Immutable values and pure functions; any thread.
@NullMarked
package io.entropy.injectors.spi.group;

import org.jspecify.annotations.NullMarked;
