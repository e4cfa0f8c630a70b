/// Rules that keep the tree as docs/architecture.md says it is. Pure reading of class files.
@NullMarked
package io.entropy.e2e.architecture;

import org.jspecify.annotations.NullMarked;
