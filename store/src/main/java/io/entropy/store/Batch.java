package io.entropy.store;

import java.util.function.Consumer;

/// Many small updates that are committed together. Used by one thread, and only inside the function
/// that got it.
///
/// Each update that changes something is a commit with a version of its own, so that a back end may
/// split a long batch anywhere between two of them.
public interface Batch {

  /// Adds one atomic update. It runs at once; an exception rolls back this update only and comes
  /// out unchanged.
  void update(Consumer<? super Transaction> write);
}
