/// The command `run`: from what was typed to a policy, the run itself, and its exit code.
@NullMarked
package io.entropy.cli.run;

import org.jspecify.annotations.NullMarked;
