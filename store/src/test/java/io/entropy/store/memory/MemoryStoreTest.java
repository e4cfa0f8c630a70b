package io.entropy.store.memory;

import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.conformance.StoreConformance;
import java.time.InstantSource;

/// The memory back end against the whole conformance suite.
final class MemoryStoreTest extends StoreConformance {

  @Override
  protected Store openEmpty(InstantSource clock, StoreLimits limits) {
    return new MemoryStore(clock, limits);
  }
}
