package io.entropy.agent.remote;

import io.entropy.api.text.TextException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The managers that may lead, tried one after the other: those that a manager told of, and those
/// that were given, in case all of the former have moved. One thread.
final class ManagerRing {
  private final List<ManagerAddress> given;
  private List<ManagerAddress> all;
  private int next;

  ManagerRing(List<ManagerAddress> given) {
    this.given = List.copyOf(given);
    this.all = this.given;
  }

  ManagerAddress next() {
    ManagerAddress address = all.get(next);
    next = (next + 1) % all.size();
    return address;
  }

  /// This one serves, and knows the others. It's the last to be tried again: when it's lost,
  /// another leads, or says at once that it doesn't; one that hangs wouldn't.
  ///
  /// @param told host:port each; what can't be read is left out
  void serves(ManagerAddress address, List<String> told) {
    Set<ManagerAddress> known = new LinkedHashSet<>();
    for (String text : told) {
      try {
        known.add(ManagerAddress.read(text));
      } catch (TextException _) {
        // A later manager's way of writing; the others are there.
      }
    }
    known.addAll(given);
    known.remove(address);
    known.add(address);
    all = new ArrayList<>(known);
    next = 0;
  }
}
