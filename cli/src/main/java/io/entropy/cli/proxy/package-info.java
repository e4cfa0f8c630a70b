/// `entropy proxy`: the Toxiproxy-compatible proxy as a program.
@NullMarked
package io.entropy.cli.proxy;

import org.jspecify.annotations.NullMarked;
