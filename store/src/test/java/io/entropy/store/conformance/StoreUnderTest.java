package io.entropy.store.conformance;

import io.entropy.store.Store;
import io.entropy.store.StoreLimits;

/// What each part of the suite is given. Stores are closed after the test.
interface StoreUnderTest {

  /// A new empty store with the default limits, the same one throughout a test.
  Store store();

  /// Another new empty store.
  Store open(StoreLimits limits);

  /// How many random histories are run; a back end that's slow to open may want fewer.
  default int histories() {
    return 200;
  }

  /// The clock of every store of this test.
  ManualClock clock();
}
