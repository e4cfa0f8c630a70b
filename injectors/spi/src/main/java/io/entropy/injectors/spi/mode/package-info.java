/// Declarations: what a failure mode is called, which parameters it takes, and reading those from
/// text. Immutable values; any thread. Reading a declaration loads no native code.
///
/// The API's validation, the command line's help and completion, and the reference pages are all
/// made from a [io.entropy.injectors.spi.mode.FailureMode]. Read that first, then
/// [io.entropy.injectors.spi.mode.FailureModes], which knows all of them.
@NullMarked
package io.entropy.injectors.spi.mode;

import org.jspecify.annotations.NullMarked;
