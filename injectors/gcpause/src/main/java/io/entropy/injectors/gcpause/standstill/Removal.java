package io.entropy.injectors.gcpause.standstill;

/// What became of a fault that was to be taken off.
public enum Removal {
  /// It wasn't there.
  ABSENT,
  /// Others stay.
  REMOVED,
  /// Nothing is left of it or of others.
  LAST,
  /// It was the last, and what was to let its target go on had been killed.
  BROKEN
}
