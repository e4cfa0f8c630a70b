package io.entropy.store.transfer;

import io.entropy.api.text.InvalidInputException;
import io.entropy.store.Batch;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.model.Kinds;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Puts what a dump holds into a store: checked whole before anything is written, then one batch. A
/// back end that can only commit a batch in parts says how far it came when it fails.
public final class Load {
  private Load() {}

  /// What to do with objects that the store holds already.
  public enum Existing {
    /// The store must be empty.
    REFUSE,
    /// Every one of them is deleted in the same batch.
    REPLACE
  }

  /// Returns how many objects were loaded.
  ///
  /// @throws InvalidInputException naming the lines that are wrong; nothing was written
  /// @throws StoreException `EXISTS` when the store isn't empty and should have been; whatever the
  ///   back end failed with, and what the store holds then
  public static long into(Store store, BufferedReader dump, Existing existing) throws IOException {
    List<Entry<?>> entries = DumpReader.read(dump);
    List<List<Entry<?>>> pieces = Pieces.of(entries);
    try {
      store.batch(batch -> {
        List<Deletion> deletions = new ArrayList<>();
        batch.update(t -> {
          if (existing == Existing.REFUSE) {
            refuseUnlessEmpty(t);
          }
          deletions.addAll(Deletion.of(t));
        });
        deletions.forEach(deletion -> deletion.addTo(batch));
        pieces.forEach(piece -> add(batch, piece));
      });
      return entries.size();
    } catch (StoreException e) {
      throw e.code() == Code.EXISTS
          ? e
          : new StoreException(e.code(), howFar(store, entries, e), e);
    }
  }

  private static void add(Batch batch, List<Entry<?>> piece) {
    batch.update(t -> piece.forEach(entry -> entry.create(t)));
  }

  private static void refuseUnlessEmpty(Snapshot snapshot) {
    String held =
        Kinds.ALL.stream()
            .filter(kind -> snapshot.count(kind) > 0)
            .map(kind -> snapshot.count(kind) + " " + kind)
            .collect(Collectors.joining(", "));
    if (!held.isEmpty()) {
      throw new StoreException(Code.EXISTS, "the store isn't empty: it holds " + held);
    }
  }

  private static String howFar(Store store, List<Entry<?>> entries, StoreException cause) {
    String loaded;
    try {
      long there = store.view(s -> entries.stream().filter(entry -> entry.isIn(s)).count());
      loaded = "%d of the dump's %d objects are in the store".formatted(there, entries.size());
    } catch (StoreException e) {
      loaded = "how much was loaded can't be told (%s)".formatted(e.getMessage());
      cause.addSuppressed(e);
    }
    return "%s; %s".formatted(cause.getMessage(), loaded);
  }
}
