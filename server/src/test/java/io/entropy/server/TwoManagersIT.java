package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entropy.api.v1.AssignmentsMessage;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.EventsGrpc.EventsBlockingStub;
import io.entropy.api.v1.GetClusterRequest;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.PolicyRequest;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.store.etcd.EtcdCluster;
import io.entropy.store.etcd.EtcdEndpoint;
import io.entropy.store.etcd.EtcdStore;
import io.entropy.store.model.Kinds;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two managers on one real etcd: one leads, the other takes over.
final class TwoManagersIT {
  /// The agents here send none, and are to count as there while a busy machine takes its time.
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  @Test
  @Timeout(180)
  void theOtherTakesOverAndTheEventStreamGoesOnWithoutGapOrRepeat() throws Exception {
    try (EtcdCluster etcd = EtcdCluster.start(1)) {
      EtcdEndpoint endpoint = etcd.endpoint();
      try (EtcdStore one = EtcdCluster.open(endpoint);
          EtcdStore two = EtcdCluster.open(endpoint);
          ManagerFixture first = ManagerFixture.on(one, HEARTBEAT)) {
        await().until(first.manager::leads);
        try (ManagerFixture second = ManagerFixture.on(two, HEARTBEAT)) {
          takeOver(first, second);
        }
      }
    }
  }

  private static void takeOver(ManagerFixture first, ManagerFixture second) {
    followersNameTheLeader(first, second);
    FakeAgent agent = FakeAgent.join(first, "n1");
    agent.report(FakeAgent.target("n1", "voter"));
    Iterator<AssignmentsMessage> assignments = agent.assignments();
    var _ = assignments.next();
    var policy =
        CreatePolicyRequest.newBuilder()
            .setSpec(Requests.policy("p", Duration.ofSeconds(1)))
            .setStart(true)
            .build();
    var created = first.client(ControlBlockingStub.class).createPolicy(policy);
    Iterator<SubscribeResponse> stream =
        first
            .client(EventsBlockingStub.class)
            .subscribe(SubscribeRequest.newBuilder().setAfter("oldest").setFollow(true).build());
    List<SubscribeResponse> seen = new ArrayList<>();
    while (count(seen, "injection.requested") < 2) {
      seen.add(stream.next());
    }

    first.manager.close();
    await().until(second.manager::leads);
    assertThatThrownBy(agent::awaitEnd).isInstanceOf(StatusRuntimeException.class);
    assertThat(node(second).getState()).isEqualTo(NodeStatus.State.UNKNOWN);
    FakeAgent again = FakeAgent.join(second, "n1");
    assertThat(again.assignments().next().getType()).isEqualTo(AssignmentsMessage.Type.COMPLETE);
    assertThat(node(second).getState()).isEqualTo(NodeStatus.State.READY);

    goOn(second, seen);
    noTickWasRolledTwice(second, created.getId());
  }

  private static void followersNameTheLeader(ManagerFixture leader, ManagerFixture follower) {
    var control = follower.client(ControlBlockingStub.class);
    String where = "127.0.0.1:" + leader.manager.address().getPort();
    GetClusterRequest cluster = GetClusterRequest.getDefaultInstance();
    await().until(() -> control.getCluster(cluster).getLeader().equals(where));
    assertThatThrownBy(
            () -> {
              var started = control.startPolicy(PolicyRequest.newBuilder().setPolicy("p").build());
              throw new AssertionError("started: " + started);
            })
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("UNAVAILABLE")
        .hasMessageContaining(where);
  }

  /// The subscriber comes back to the other manager with its last position.
  private static void goOn(ManagerFixture second, List<SubscribeResponse> seen) {
    Iterator<SubscribeResponse> stream =
        second
            .client(EventsBlockingStub.class)
            .subscribe(
                SubscribeRequest.newBuilder()
                    .setAfter(seen.getLast().getPosition())
                    .setFollow(true)
                    .build());
    int before = count(seen, "injection.requested");
    while (count(seen, "injection.requested") < before + 2) {
      seen.add(stream.next());
    }
    List<SubscribeResponse> all = new ArrayList<>();
    second
        .client(EventsBlockingStub.class)
        .subscribe(SubscribeRequest.newBuilder().setAfter("oldest").build())
        .forEachRemaining(all::add);
    List<String> ids = ids(seen);
    assertThat(ids(all)).startsWith(ids.toArray(String[]::new));
    assertThat(seen).noneMatch(SubscribeResponse::hasLost);
  }

  private static void noTickWasRolledTwice(ManagerFixture manager, String policy) {
    List<Injection> injections =
        manager.store.view(s -> s.find(Kinds.INJECTIONS_BY_POLICY, policy));
    assertThat(injections)
        .extracting(i -> i.getSpec().getTick())
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(4);
  }

  private static NodeStatus node(ManagerFixture manager) {
    return manager.store.view(s -> s.get(Kinds.NODES, "n1")).orElseThrow().getStatus();
  }

  private static List<String> ids(List<SubscribeResponse> responses) {
    return responses.stream()
        .filter(SubscribeResponse::hasEvent)
        .map(r -> r.getEvent().getId())
        .toList();
  }

  private static int count(List<SubscribeResponse> responses, String type) {
    return Math.toIntExact(
        responses.stream().filter(r -> r.getEvent().getSpec().getType().equals(type)).count());
  }
}
