package io.entropy.store.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;

/// That a lease is still the one with that token, for etcd to check with a transaction: the token
/// is the revision at which the lease's key was created, and no later key gets the same.
record Fence(ByteSequence key, long token) {

  /// The fence of the updates that the current thread makes.
  static final ScopedValue<Fence> SCOPE = ScopedValue.newInstance();

  Cmp holds() {
    return new Cmp(key, Cmp.Op.EQUAL, CmpTarget.createRevision(token));
  }
}
