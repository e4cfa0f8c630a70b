package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.api.v1.ClusterInfo;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.GetClusterRequest;
import io.entropy.api.v1.HaltRequest;
import io.entropy.api.v1.ResumeRequest;
import io.entropy.api.v1.UpdateClusterRequest;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The bounds of all policies are the store's: whoever leads uses those.
final class ClusterBoundsIT {
  private static final GetClusterRequest ALL = GetClusterRequest.getDefaultInstance();

  private final Store store = new MemoryStore(InstantSource.system());

  @AfterEach
  void close() {
    store.close();
  }

  private static Amount percent(double value) {
    return Amount.newBuilder().setPercent(value).build();
  }

  private static ClusterBounds bounds(double maxActive, double limit) {
    return ClusterBounds.newBuilder()
        .setMaxActive(percent(maxActive))
        .setDefaultBlastRadius(BlastRadius.newBuilder().setLimit(percent(limit)))
        .build();
  }

  private static UpdateClusterRequest update(long version, ClusterBounds bounds) {
    return UpdateClusterRequest.newBuilder().setVersion(version).setBounds(bounds).build();
  }

  private static BlastRadius given(ControlBlockingStub control, String policy) {
    var request =
        CreatePolicyRequest.newBuilder().setSpec(Requests.policy(policy, Duration.ofHours(1)));
    return control.createPolicy(request.build()).getSpec().getBlastRadius();
  }

  @Test
  void theNextLeaderUsesWhatIsStoredAndNotItsOwnOptions() throws Exception {
    try (ManagerFixture first = ManagerFixture.on(store, bounds(10, 20))) {
      var control = first.client(ControlBlockingStub.class);
      ClusterInfo made = control.getCluster(ALL);
      assertThat(made.getBounds()).isEqualTo(bounds(10, 20));
      assertThat(given(control, "p").getLimit()).isEqualTo(percent(20));
      ClusterInfo updated = control.updateCluster(update(made.getClusterVersion(), bounds(30, 40)));
      assertThat(updated.getBounds()).isEqualTo(bounds(30, 40));
      assertThat(updated.getClusterVersion()).isGreaterThan(made.getClusterVersion());
    }
    try (ManagerFixture second = ManagerFixture.on(store, bounds(50, 60))) {
      var control = second.client(ControlBlockingStub.class);
      assertThat(control.getCluster(ALL).getBounds()).isEqualTo(bounds(30, 40));
      assertThat(given(control, "q").getLimit()).isEqualTo(percent(40));
    }
  }

  @Test
  void whatAnotherHasChangedInBetweenIsRefused() throws Exception {
    try (ManagerFixture manager = ManagerFixture.on(store, bounds(10, 20))) {
      var control = manager.client(ControlBlockingStub.class);
      long read = control.getCluster(ALL).getClusterVersion();
      var _ = control.updateCluster(update(read, bounds(30, 40)));
      assertThatThrownBy(
              () -> {
                var _ = control.updateCluster(update(read, bounds(50, 60)));
              })
          .hasMessageContaining("ABORTED")
          .hasMessageContaining("read it and decide again");
      assertThat(control.getCluster(ALL).getBounds()).isEqualTo(bounds(30, 40));
    }
  }

  @Test
  void aHaltAndItsEndLeaveTheBounds() throws Exception {
    try (ManagerFixture manager = ManagerFixture.on(store, bounds(10, 20))) {
      var control = manager.client(ControlBlockingStub.class);
      var _ = control.halt(HaltRequest.getDefaultInstance());
      var _ = control.updateCluster(update(0, bounds(30, 40)));
      assertThat(control.getCluster(ALL).hasHalt()).isTrue();
      var _ = control.resume(ResumeRequest.getDefaultInstance());
      assertThat(control.getCluster(ALL).getBounds()).isEqualTo(bounds(30, 40));
    }
  }

  @Test
  void overRestEveryMistakeIsToldAndNothingIsChanged() throws Exception {
    try (ManagerFixture manager = ManagerFixture.on(store, bounds(10, 20))) {
      var refused =
          manager.send(
              "PUT",
              "/v1/cluster",
              """
              {"bounds": {"maxActive": {"percent": 120},
                          "defaultBlastRadius": {"limit": {"percent": -1}}}}\
              """);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("max_active", "120", "default_limit", "0–100%");
      assertThat(manager.get("/v1/cluster").body()).contains("\"percent\":10");
      var lifted = manager.send("PUT", "/v1/cluster", "{\"bounds\": {\"maxActive\": {}}}");
      assertThat(lifted.statusCode()).isEqualTo(200);
      assertThat(lifted.body()).doesNotContain("maxActive");
    }
  }
}
