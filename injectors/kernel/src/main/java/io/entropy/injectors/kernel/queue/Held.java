package io.entropy.injectors.kernel.queue;

import org.jspecify.annotations.Nullable;

/// A packet that the kernel holds for us. Used again for another once it has gone; belongs to the
/// queue's thread. Times are of [System#nanoTime].
final class Held {
  /// The kernel's number of it, in the order of arrival.
  int id;

  /// Its mark without what we have put there.
  int mark;

  /// The lanes that hold it, a bit for each, from the lowest on.
  int lanes;

  /// All of it as it is to go on, when it isn't to go on as it came, or not only once.
  byte @Nullable [] bytes;

  /// Whether it isn't to go on as it came.
  boolean altered;

  /// How often it comes besides.
  int copies;

  long arrived;
  long due;

  /// What all its lanes asked together; `due` can be later, to keep the order.
  long asked;

  /// What each of its lanes asked, by their index; of other lanes, anything.
  final long[] askedBy = new long[Lane.MOST];

  /// Whether it goes before the other: earlier, or at the same time but came first.
  boolean before(Held other) {
    return due != other.due ? due - other.due < 0 : id - other.id < 0;
  }
}
