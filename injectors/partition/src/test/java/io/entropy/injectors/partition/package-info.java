/// Tests of partitions: shapes and words without I/O, and real cuts between real containers.
@NullMarked
package io.entropy.injectors.partition;

import org.jspecify.annotations.NullMarked;
