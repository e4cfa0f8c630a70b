package io.entropy.server.access;

import io.entropy.api.v1.EventSpec;

/// What makes refusals the same to a reader of the event log. A value: equal kinds are counted
/// together.
public interface RefusalKind {
  /// What it's counted as when there are too many to be told apart.
  RefusalKind shared();

  /// How it's told.
  ///
  /// @param detail of the last one; empty when there is none
  /// @param count how often, at least once
  EventSpec.Builder event(String detail, long count);
}
