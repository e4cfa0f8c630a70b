/// Rights that one holder has at a time: leadership and locks that end by themselves when their
/// holder is gone, each with a fencing token that a back end checks writes against.
///
/// Any thread may call any method. Read [io.entropy.store.lease.Leases] first.
@NullMarked
package io.entropy.store.lease;

import org.jspecify.annotations.NullMarked;
