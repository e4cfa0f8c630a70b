/// Tests of dump and load on stores in memory.
@NullMarked
package io.entropy.store.transfer;

import org.jspecify.annotations.NullMarked;
