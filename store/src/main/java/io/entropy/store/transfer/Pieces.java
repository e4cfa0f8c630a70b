package io.entropy.store.transfer;

import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How a dump is cut into transactions: small enough for every back end (etcd takes 128 operations
/// and 1.5 MiB), and so that events stay in order. Events of one commit are ordered by id, so those
/// of different commits never share a piece.
final class Pieces {
  static final int OBJECTS = 50;
  static final int BYTES = 512 * 1024;

  private Pieces() {}

  static List<List<Entry<?>>> of(List<Entry<?>> entries) {
    List<List<Entry<?>>> pieces = new ArrayList<>();
    List<Entry<?>> piece = new ArrayList<>();
    int bytes = 0;
    for (Entry<?> entry : ordered(entries)) {
      boolean full = piece.size() == OBJECTS || bytes + entry.size() > BYTES;
      if (!piece.isEmpty() && (full || !fits(piece.getLast(), entry))) {
        pieces.add(piece);
        piece = new ArrayList<>();
        bytes = 0;
      }
      piece.add(entry);
      bytes += entry.size();
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }

  private static boolean isEvent(Entry<?> entry) {
    return entry.kind().equals(Kinds.EVENTS);
  }

  private static boolean fits(Entry<?> before, Entry<?> entry) {
    return isEvent(before) == isEvent(entry)
        && (!isEvent(entry) || before.version() == entry.version());
  }

  /// Events last, as their log has them.
  private static List<Entry<?>> ordered(List<Entry<?>> entries) {
    Comparator<Entry<?>> order =
        Comparator.<Entry<?>>comparingInt(entry -> isEvent(entry) ? 1 : 0)
            .thenComparingLong(entry -> isEvent(entry) ? entry.version() : 0)
            .thenComparing(Entry::id);
    return entries.stream().sorted(order).toList();
  }
}
