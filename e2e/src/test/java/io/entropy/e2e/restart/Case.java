package io.entropy.e2e.restart;

import java.util.List;

/// A fault, what it's done to and how it's felt there.
///
/// @param failure as typed
record Case(String failure, Program program, Sense sense) {

  /// What is typed, without what changes from run to run.
  @Override
  public String toString() {
    return failure.replaceAll(" server=\\S+", "");
  }

  List<String> words() {
    return List.of(failure.split(" "));
  }
}
