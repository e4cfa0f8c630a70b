package io.entropy.injectors.spi;

/// What became of an undo.
public sealed interface Reverted {

  /// It was there and has been removed.
  record Removed() implements Reverted {}

  /// There was nothing left to remove; `why` in a few words, e.g. "the namespace is gone".
  record Nothing(String why) implements Reverted {}

  /// It can't be removed now because a stopped process still owns it, but it has no effect any
  /// more.
  record Inert(String owner) implements Reverted {}
}
