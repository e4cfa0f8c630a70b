/// What a watch's queue does under two threads.
@NullMarked
package io.entropy.store.watch;

import org.jspecify.annotations.NullMarked;
