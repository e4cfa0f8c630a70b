package io.entropy.store.conformance;

import java.util.List;

/// One thing that a random history does.
sealed interface Step {

  /// One transaction; `fails` makes it throw at its end.
  record Update(List<Op> ops, boolean fails) implements Step {}

  /// A batch of transactions; `fails` makes the batch itself throw at its end.
  record Group(List<Update> updates, boolean fails) implements Step {}

  /// The replica reads all that was committed.
  record Follow() implements Step {}

  /// The replica begins a new watch from the version that it has.
  record Rejoin() implements Step {}

  enum Action {
    CREATE,
    UPDATE,
    /// With a version that is not the stored one.
    UPDATE_STALE,
    DELETE
  }

  /// One operation on the object with that id. `value` decides its fields.
  record Op(Action action, Subject<?> subject, int id, int value) {
    @Override
    public String toString() {
      return "%s %s %d value %d".formatted(action, subject.kind(), id, value);
    }
  }
}
