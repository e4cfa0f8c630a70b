/// The command line as a real process, for tests that run it, signal it and kill it.
@NullMarked
package io.entropy.e2e.process;

import org.jspecify.annotations.NullMarked;
