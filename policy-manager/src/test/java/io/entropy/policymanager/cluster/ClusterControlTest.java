package io.entropy.policymanager.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.InvalidInputException;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.api.v1.Event;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.halt.HaltSwitch;
import io.entropy.store.StoreException;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClusterControlTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final MemoryStore store = new MemoryStore(CLOCK);
  private final EventLog log = new EventLog("test", CLOCK, new SplittableRandom(1));
  private final ClusterControl control = new ClusterControl(store, log);

  @AfterEach
  void close() {
    store.close();
  }

  private static ClusterBounds most(double percent) {
    return ClusterBounds.newBuilder().setMaxActive(Amount.newBuilder().setPercent(percent)).build();
  }

  private ClusterBounds stored() {
    return store.view(ClusterObject::bounds);
  }

  private List<String> told() {
    return store.view(s -> s.all(Kinds.EVENTS)).stream()
        .map(Event::getSpec)
        .filter(e -> e.getType().equals(EventTypes.CLUSTER_UPDATED))
        .map(e -> e.getMessage())
        .toList();
  }

  @Test
  void onlyAStoreWithoutBoundsTakesTheFirstOnes() {
    control.initialize(ClusterBounds.getDefaultInstance());
    assertThat(store.<Integer>view(s -> s.count(Kinds.CLUSTERS))).isZero();
    control.initialize(most(20));
    control.initialize(most(30));
    assertThat(stored()).isEqualTo(most(20));
    assertThat(told())
        .containsExactly(
            "the cluster's bounds: default_limit none default_min_healthy none max_active 20%");
  }

  @Test
  void boundsThatWereLiftedStayLifted() {
    control.initialize(most(20));
    control.update(0, ClusterBounds.getDefaultInstance());
    control.initialize(most(20));
    assertThat(stored()).isEqualTo(ClusterBounds.getDefaultInstance());
  }

  @Test
  void amountsThatSayNothingArentKept() {
    Amount nothing = Amount.getDefaultInstance();
    control.update(
        0,
        ClusterBounds.newBuilder()
            .setMaxActive(nothing)
            .setDefaultBlastRadius(BlastRadius.newBuilder().setLimit(nothing))
            .build());
    assertThat(stored()).isEqualTo(ClusterBounds.getDefaultInstance());
  }

  @Test
  void aVersionThatIsntTheStoredOneIsRefused() {
    control.update(0, most(20));
    long read = store.view(ClusterObject::version);
    control.update(read, most(30));
    assertThatThrownBy(() -> control.update(read, most(40)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.SEQUENCE_CONFLICT));
    assertThat(stored()).isEqualTo(most(30));
  }

  @Test
  void everyMistakeIsTold() {
    ClusterBounds wrong =
        most(101).toBuilder()
            .setDefaultBlastRadius(
                BlastRadius.newBuilder().setMinHealthy(Amount.newBuilder().setPercent(Double.NaN)))
            .build();
    assertThatThrownBy(() -> control.update(0, wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("max_active")
        .hasMessageContaining("default_min_healthy");
  }

  @Test
  void haltsAndBoundsLeaveEachOtherAlone() {
    HaltSwitch halt = new HaltSwitch(CLOCK, log);
    control.update(0, most(20));
    store.update(tx -> {
      halt.on(tx, "enough");
      return tx.version();
    });
    control.update(0, most(30));
    assertThat(store.<Boolean>view(HaltSwitch::isOn)).isTrue();
    store.update(tx -> {
      halt.off(tx);
      return tx.version();
    });
    assertThat(store.<Boolean>view(HaltSwitch::isOn)).isFalse();
    assertThat(stored()).isEqualTo(most(30));
  }
}
