package io.entropy.store.embedded;

import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.conformance.StoreConformance;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/// The embedded back end against the whole conformance suite.
final class EmbeddedStoreIT extends StoreConformance {
  @TempDir Path folder;
  private int stores;

  @Override
  protected Store openEmpty(InstantSource clock, StoreLimits limits) {
    return EmbeddedStore.open(folder.resolve("store" + stores++), clock, limits);
  }

  @Override
  public int histories() {
    return 25;
  }
}
