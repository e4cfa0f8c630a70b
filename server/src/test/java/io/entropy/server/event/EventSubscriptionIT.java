package io.entropy.server.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.policymanager.subscription.EventPositions;
import io.entropy.store.ForwardingStore;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.Transaction;
import io.entropy.store.eventlog.EventPosition;
import io.entropy.store.memory.MemoryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A subscriber with a position that another manager gave it, which this one doesn't know. An IT
/// since it's waited for in real time.
final class EventSubscriptionIT {
  private final List<SubscribeResponse> told = new ArrayList<>();

  /// The copy that a manager has of a store that it's cut off from.
  private record CutOff(Store store) implements ForwardingStore {
    @Override
    public <R> R update(Function<? super Transaction, ? extends R> write) {
      throw new StoreException(StoreException.Code.UNAVAILABLE, "etcd is out of reach");
    }
  }

  private void subscribe(Store store) throws Exception {
    SubscribeRequest request =
        SubscribeRequest.newBuilder()
            .setAfter(EventPositions.format(new EventPosition(1_000, "e")))
            .build();
    new EventSubscription(store, request, () -> {}).run(told::add);
  }

  @Test
  void aManagerThatIsCutOffTellsNothingAsLost() {
    try (MemoryStore store = new MemoryStore(InstantSource.system())) {
      assertThatThrownBy(() -> subscribe(new CutOff(store)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("out of reach");
      assertThat(told).isEmpty();
    }
  }

  @Test
  void aStoreThatNeverWasSoFarSaysSo() throws Exception {
    try (MemoryStore store = new MemoryStore(InstantSource.system())) {
      subscribe(store);
      assertThat(told.getFirst().hasLost()).isTrue();
    }
  }
}
