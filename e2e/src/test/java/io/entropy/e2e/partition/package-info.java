/// Partitions made by real runs of the command line, seen by the election that they disturb.
@NullMarked
package io.entropy.e2e.partition;

import org.jspecify.annotations.NullMarked;
