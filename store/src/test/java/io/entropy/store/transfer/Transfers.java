package io.entropy.store.transfer;

import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.transfer.Load.Existing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Dumps and loads as text in memory.
final class Transfers {
  private Transfers() {}

  static MemoryStore store() {
    return new MemoryStore(InstantSource.fixed(Instant.EPOCH));
  }

  static FailurePolicy policy(String id, String name) {
    return FailurePolicy.newBuilder()
        .setId(id)
        .setSpec(FailurePolicySpec.newBuilder().setName(name))
        .build();
  }

  static Event event(String id, EventSpec spec) {
    return Event.newBuilder().setId(id).setSpec(spec).build();
  }

  static List<String> dump(Store store) {
    StringBuilder text = new StringBuilder();
    try {
      long _ = Dump.write(store.view(s -> s), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().lines().toList();
  }

  static long load(Store store, List<String> lines, Existing existing) {
    String text = String.join("\n", lines) + "\n";
    try (var reader = new BufferedReader(new StringReader(text))) {
      return Load.into(store, reader, existing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
