package io.entropy.cli.standalone;

import static io.entropy.cli.standalone.StoredInjections.NODE;
import static io.entropy.cli.standalone.StoredInjections.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.injection.InjectionStatusRecorder;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StoreSessionTest {
  private final MemoryStore store = new MemoryStore(() -> NOW);
  private final StoreSession session =
      new StoreSession(
          store,
          new TargetRecorder(store),
          new InjectionStatusRecorder(
              store, new EventLog("agent", () -> NOW, new SplittableRandom(1))));

  private static Target target(String id, TargetStatus.State state) {
    return Target.newBuilder()
        .setId(id)
        .setSpec(TargetSpec.newBuilder().setNodeId(NODE).setName(id).setKey(id))
        .setStatus(TargetStatus.newBuilder().setState(state))
        .build();
  }

  private List<String> targets() {
    return store.view(s -> s.all(Kinds.TARGETS)).stream().map(Target::getId).toList();
  }

  @Test
  void aNodeIsOneHoweverOftenItReports() {
    session.reportNode(NODE, NodeStatus.newBuilder().setHostname("h").build());
    session.reportNode(
        NODE, NodeStatus.newBuilder().setHostname("h").setState(NodeStatus.State.DOWN).build());
    List<Node> nodes = store.view(s -> s.all(Kinds.NODES));
    assertThat(nodes).hasSize(1);
    assertThat(nodes.getFirst().getSpec().getName()).isEqualTo("h");
    assertThat(nodes.getFirst().getStatus().getState()).isEqualTo(NodeStatus.State.DOWN);
  }

  @Test
  void targetsFollowWhatTheAgentSees() {
    session.reportTargets(
        List.of(target("a", TargetStatus.State.RUNNING), target("b", TargetStatus.State.RUNNING)));
    session.reportTarget(target("c", TargetStatus.State.RUNNING));
    assertThat(targets()).containsExactlyInAnyOrder("a", "b", "c");
    session.reportTargetGone("b");
    session.reportTarget(target("a", TargetStatus.State.STOPPED));
    assertThat(targets()).containsExactlyInAnyOrder("a", "c");
    assertThat(store.view(s -> s.get(Kinds.TARGETS, "a")).orElseThrow().getStatus().getState())
        .isEqualTo(TargetStatus.State.STOPPED);
  }

  @Test
  void theLastContainerOfANodeCanGo() {
    session.reportTargets(List.of(target("a", TargetStatus.State.RUNNING)));
    session.reportTargets(List.of());
    assertThat(targets()).isEmpty();
  }

  @Test
  void aReportBecomesStatusAndEventInOne() {
    session.reportTargets(List.of(target("target", TargetStatus.State.RUNNING)));
    StoredInjections.create(store, "i", NOW);
    session.reportInjection(
        "i",
        InjectionStatus.newBuilder().setState(InjectionState.RUNNING).setVerified(true).build());
    session.reportInjection(
        "i",
        InjectionStatus.newBuilder()
            .setState(InjectionState.COMPLETE)
            .setVerified(true)
            .setEnd(EndReason.ELAPSED)
            .build());
    assertThat(store.view(s -> s.get(Kinds.INJECTIONS, "i")).orElseThrow().getStatus().getState())
        .isEqualTo(InjectionState.COMPLETE);
    assertThat(
            store.view(s -> s.findAfter(Kinds.EVENTS_BY_VERSION, "", Integer.MAX_VALUE)).stream()
                .map(e -> e.getSpec().getType()))
        .containsExactly(
            EventTypes.INJECTION_APPLIED,
            EventTypes.INJECTION_VERIFIED,
            EventTypes.INJECTION_REVERTED);
  }

  @Test
  void aReportOfWhatNobodyKnowsChangesNothing() {
    session.reportInjection(
        "unknown", InjectionStatus.newBuilder().setState(InjectionState.RUNNING).build());
    assertThat(store.<Integer>view(s -> s.all(Kinds.INJECTIONS).size())).isZero();
  }
}
