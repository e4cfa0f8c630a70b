/// Tests of what rtnetlink is told, and of what it tells.
@NullMarked
package io.entropy.injectors.kernel.tc;

import org.jspecify.annotations.NullMarked;
