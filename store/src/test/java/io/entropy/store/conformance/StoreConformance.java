package io.entropy.store.conformance;

import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// The whole suite: extend it and say how a store of your back end is opened.
@Timeout(120)
public abstract class StoreConformance
    implements TransactionConformance,
        SnapshotConformance,
        BatchConformance,
        WatchConformance,
        WatchBoundsConformance,
        EventLogConformance,
        EventReaderConformance,
        TransferConformance,
        ConcurrencyConformance,
        HistoryConformance,
        ClosingConformance {
  private final ManualClock clock = new ManualClock();
  private final List<Store> opened = new ArrayList<>();
  private @Nullable Store first;

  /// A new store with nothing in it.
  protected abstract Store openEmpty(InstantSource clock, StoreLimits limits);

  @Override
  public final Store store() {
    Store store = first;
    if (store == null) {
      store = open(StoreLimits.DEFAULT);
      first = store;
    }
    return store;
  }

  @Override
  public final Store open(StoreLimits limits) {
    Store store = openEmpty(clock, limits);
    opened.add(store);
    return store;
  }

  @Override
  public final ManualClock clock() {
    return clock;
  }

  @AfterEach
  void closeStores() {
    opened.forEach(Store::close);
  }
}
