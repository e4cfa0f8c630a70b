/// `entropy manage` as a process, as it's used.
@NullMarked
package io.entropy.cli.manage;

import org.jspecify.annotations.NullMarked;
