/// What can be asked for: the declared failure modes.
@NullMarked
package io.entropy.cli.modes;

import org.jspecify.annotations.NullMarked;
