package io.entropy.store.transfer;

import static io.entropy.store.model.Kinds.EVENTS;
import static io.entropy.store.model.Kinds.EVENTS_BY_VERSION;

import io.entropy.store.Snapshot;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import java.io.IOException;
import java.util.List;

/// Writes everything that a snapshot holds as lines of text: kind by kind, ordered by id, events in
/// the order of their commits.
public final class Dump {
  private Dump() {}

  /// Returns how many objects were written.
  public static long write(Snapshot snapshot, Appendable out) throws IOException {
    long objects = Kinds.ALL.stream().mapToLong(snapshot::count).sum();
    out.append(new Head(snapshot.version(), objects).toLine()).append('\n');
    for (Kind<?> kind : Kinds.ALL) {
      write(snapshot, kind, out);
    }
    return objects;
  }

  private static <T> void write(Snapshot snapshot, Kind<T> kind, Appendable out)
      throws IOException {
    if (kind.equals(EVENTS)) {
      write(EVENTS, snapshot.findAfter(EVENTS_BY_VERSION, "", Integer.MAX_VALUE), out);
    } else {
      write(kind, snapshot.all(kind), out);
    }
  }

  private static <T> void write(Kind<T> kind, List<T> objects, Appendable out) throws IOException {
    for (T object : objects) {
      out.append(EntryJson.toLine(new Entry<>(kind, object))).append('\n');
    }
  }
}
