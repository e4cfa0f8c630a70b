/// The command line: the outermost ring, where text becomes values and results become text and exit
/// codes.
///
/// Start with [io.entropy.cli.Main]; the job itself is in `run`, and `standalone` puts a store, the
/// policy manager and an agent into this one process. A command runs on the main thread.
@NullMarked
package io.entropy.cli;

import org.jspecify.annotations.NullMarked;
