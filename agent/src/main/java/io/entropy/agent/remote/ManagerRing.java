package io.entropy.agent.remote;

import io.entropy.api.text.TextException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The managers that may lead, tried one after the other, round by round: those that a manager told
/// of, and those that were given, in case all of the former have moved. One thread.
final class ManagerRing {
  /// For a manager that leads; one that doesn't says so at once.
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private static final Duration LITTLE = Duration.ofMillis(300);
  private static final int LITTLE_TIMES = 10;

  private final List<ManagerAddress> given;
  private final Deque<ManagerAddress> round = new ArrayDeque<>();
  private final Map<ManagerAddress, Integer> silences = new HashMap<>();
  private List<ManagerAddress> all;

  ManagerRing(List<ManagerAddress> given) {
    this.given = List.copyOf(given);
    this.all = this.given;
  }

  ManagerAddress next() {
    if (round.isEmpty()) {
      round.addAll(all);
    }
    return round.remove();
  }

  /// Whether each was tried since the last round.
  boolean roundIsOver() {
    return round.isEmpty();
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
    round.clear();
    silences.clear();
  }

  /// No answer came from this one when one was due.
  void wasSilent(ManagerAddress address) {
    int _ = silences.merge(address, 1, Integer::sum);
  }

  /// How long it may take to say that it takes an agent. One that was silent has little time for
  /// some seconds, in which another may come to lead and is not to wait for it; then it may be just
  /// slow.
  Duration patience(ManagerAddress address) {
    int times = silences.getOrDefault(address, 0);
    return times == 0 || times > LITTLE_TIMES ? LONGEST : LITTLE;
  }
}
