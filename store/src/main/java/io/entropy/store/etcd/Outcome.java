package io.entropy.store.etcd;

import java.util.Set;

/// What became of a group of commits.
sealed interface Outcome {

  /// It's in etcd, and in the mirror.
  record Accepted() implements Outcome {}

  /// It isn't and won't be in etcd: another process committed before. The mirror has that.
  record Lost() implements Outcome {}

  /// It isn't and won't be in etcd: those leases have ended.
  record Fenced(Set<Fence> fences) implements Outcome {}

  /// It isn't and won't be in etcd, which refused it or can't be reached.
  record Refused(Throwable cause) implements Outcome {}

  /// It may be in etcd, now or soon.
  record Unknown(Throwable cause) implements Outcome {}
}
