/// `entropy store` as a process, as it's used.
@NullMarked
package io.entropy.cli.store;

import org.jspecify.annotations.NullMarked;
