/// `entropy proxy` as a process, as it's used.
@NullMarked
package io.entropy.cli.proxy;

import org.jspecify.annotations.NullMarked;
