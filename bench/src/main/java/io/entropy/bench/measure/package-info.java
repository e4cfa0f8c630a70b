/// Times and how they're printed. Used by one thread.
@NullMarked
package io.entropy.bench.measure;

import org.jspecify.annotations.NullMarked;
