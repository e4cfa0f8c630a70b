/// The store by itself: its operations, what they cost on a disk and in etcd, watches and heap.
///
/// Parts run one after the other and end the threads that they start. Read
/// [io.entropy.bench.store.StoreBench].
@NullMarked
package io.entropy.bench.store;

import org.jspecify.annotations.NullMarked;
