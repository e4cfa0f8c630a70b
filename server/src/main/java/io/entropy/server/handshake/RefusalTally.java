package io.entropy.server.handshake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts who is refused, and says what of it is to be told: the first of an address and reason at
/// once, those that follow together, once a minute while there are any. Each is told in exactly one
/// count.
///
/// At most [#MOST] pairs of an address and a reason have a count of their own at the same time, all
/// others one for each reason: however many addresses somebody has, [#MOST] + reasons is the most
/// that is told in a minute. Used under its owner's lock.
final class RefusalTally {
  static final Duration PERIOD = Duration.ofMinutes(1);
  static final int MOST = 32;

  /// In place of the address of those that have no count of their own.
  static final String OTHERS = "other addresses";

  private final Map<Source, Pending> counted = new HashMap<>();

  /// Whom a count is of.
  record Source(String address, HandshakeFailure why) {}

  /// What is to be told.
  ///
  /// @param subject of the last certificate that was shown; empty when there was none
  /// @param count how many; at least 1
  record Told(Source source, String subject, long count) {}

  /// Not told yet.
  private record Pending(Instant due, String subject, long count) {
    Pending and(String latest) {
      return new Pending(due, latest, count + 1);
    }
  }

  /// One was refused; what is to be told of it at once.
  Optional<Told> add(String address, Diagnosis diagnosis, Instant now) {
    Source own = new Source(address, diagnosis.why());
    Source source =
        counted.containsKey(own) || counted.size() < MOST
            ? own
            : new Source(OTHERS, diagnosis.why());
    Pending before = counted.get(source);
    if (before == null) {
      counted.put(source, new Pending(now.plus(PERIOD), "", 0));
      return Optional.of(new Told(source, diagnosis.subject(), 1));
    }
    counted.put(source, before.and(diagnosis.subject()));
    return Optional.empty();
  }

  /// What is to be told since its minute is over. Whoever wasn't refused in it is forgotten.
  List<Told> due(Instant now) {
    List<Told> told = new ArrayList<>();
    for (Iterator<Map.Entry<Source, Pending>> all = counted.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<Source, Pending> each = all.next();
      Pending pending = each.getValue();
      if (pending.due().isAfter(now)) {
        continue;
      }
      if (pending.count() == 0) {
        all.remove();
      } else {
        told.add(new Told(each.getKey(), pending.subject(), pending.count()));
        each.setValue(new Pending(now.plus(PERIOD), "", 0));
      }
    }
    return told;
  }
}
