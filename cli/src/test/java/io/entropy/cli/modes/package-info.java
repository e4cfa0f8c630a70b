/// Tests of what is said of the failure modes.
@NullMarked
package io.entropy.cli.modes;

import org.jspecify.annotations.NullMarked;
