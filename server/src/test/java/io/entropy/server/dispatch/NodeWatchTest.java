package io.entropy.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.NodeStatus.State;
import io.entropy.api.v1.SessionRequest;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.injection.InjectionStatusRecorder;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The watch over nodes on a clock that stands still until it's moved.
final class NodeWatchTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration GRACE = DispatchTerms.DEFAULT.grace();

  private Instant now = START;
  private final MemoryStore store = new MemoryStore(() -> now);
  private final RandomGenerator random = new SplittableRandom(1);
  private final EventLog log = new EventLog("test", () -> now, random);
  private final NodeSessions sessions = new NodeSessions(random);
  private final NodeRecorder nodes = new NodeRecorder(store, log, sessions);
  private final NodeWatch watch =
      new NodeWatch(store, sessions, nodes, new InjectionStatusRecorder(store, log));

  private NodeSession join(String id) {
    NodeSession session = sessions.open(id, now.plus(GRACE));
    nodes.joined(SessionRequest.newBuilder().setNodeId(id).setName("host-" + id).build());
    return session;
  }

  private void pass(Duration time) {
    now = now.plus(time);
    watch.step(now);
  }

  private NodeStatus status(String id) {
    return store.view(s -> s.get(Kinds.NODES, id)).orElseThrow().getStatus();
  }

  private List<String> told() {
    return store.view(s -> s.findAfter(Kinds.EVENTS_BY_VERSION, "", 100)).stream()
        .map(Event::getSpec)
        .map(EventSpec::getType)
        .toList();
  }

  @Test
  void aNodeIsThereUntilTheGraceIsOver() {
    NodeSession session = join("n");
    List<String> ends = new ArrayList<>();
    session.whenOver(ends::add);
    pass(GRACE.minusMillis(1));
    assertThat(status("n").getState()).isEqualTo(State.READY);
    assertThat(ends).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(status("n").getState()).isEqualTo(State.DOWN);
    assertThat(status("n").getAway()).isTrue();
    assertThat(ends).containsExactly("nothing was heard of node n in time");
    pass(GRACE);
    assertThat(told()).containsExactly(EventTypes.NODE_JOINED, EventTypes.NODE_DOWN);
  }

  @Test
  void aHeartbeatBeginsTheGraceAnew() {
    NodeSession session = join("n");
    pass(GRACE.minusMillis(1));
    sessions.alive(session, now.plus(GRACE));
    pass(GRACE.minusMillis(1));
    assertThat(status("n").getState()).isEqualTo(State.READY);
  }

  @Test
  void aNodeThatWasDownIsToldToBeBack() {
    var _ = join("n");
    pass(GRACE);
    var _ = join("n");
    assertThat(status("n").getState()).isEqualTo(State.READY);
    assertThat(status("n").getAway()).isFalse();
    assertThat(told().getLast()).isEqualTo(EventTypes.NODE_RETURNED);
  }

  @Test
  void aNewLeaderDoubtsNodesAndWaitsLongerForThem() {
    var _ = join("here");
    var _ = join("gone");
    sessions.close("the leader is another");
    NodeSessions mine = new NodeSessions(random);
    NodeRecorder recorder = new NodeRecorder(store, log, mine);
    NodeWatch next = new NodeWatch(store, mine, recorder, new InjectionStatusRecorder(store, log));
    Instant until = now.plus(DispatchTerms.DEFAULT.firstGrace());
    assertThat(recorder.doubtAll()).containsExactly("gone", "here");
    recorder.doubtAll().forEach(id -> mine.expect(id, until));
    assertThat(status("here").getState()).isEqualTo(State.UNKNOWN);
    assertThat(status("here").getAway()).isTrue();

    var _ = mine.open("here", until.plus(GRACE));
    recorder.joined(SessionRequest.newBuilder().setNodeId("here").setName("h").build());
    next.step(until.minusMillis(1));
    assertThat(status("gone").getState()).isEqualTo(State.UNKNOWN);
    next.step(until);
    assertThat(status("gone").getState()).isEqualTo(State.DOWN);
    assertThat(status("here").getState()).isEqualTo(State.READY);
  }

  @Test
  void whatComesLateOfASessionThatIsOverDoesNotBringItsNodeBack() {
    var _ = join("n");
    pass(GRACE);
    nodes.reported("n", NodeStatus.newBuilder().setState(State.READY).build());
    assertThat(status("n").getState()).isEqualTo(State.DOWN);
    var _ = join("n");
    nodes.down("n");
    assertThat(status("n").getState()).isEqualTo(State.READY);
  }

  private void inject(String id, String node, Duration duration) {
    store.update(tx ->
        tx.create(
            Kinds.INJECTIONS,
            Injection.newBuilder()
                .setId(id)
                .setStatus(InjectionStatus.newBuilder().setState(InjectionState.RUNNING))
                .setSpec(
                    InjectionSpec.newBuilder()
                        .setNodeId(node)
                        .setBegins(ProtoTime.toProto(now))
                        .setDuration(ProtoTime.toProto(duration)))
                .build()));
  }

  private InjectionState state(String id) {
    return store.view(s -> s.get(Kinds.INJECTIONS, id)).orElseThrow().getStatus().getState();
  }

  @Test
  void anInjectionOfANodeThatIsAwayIsGivenUpOnlyOnceItIsSurelyOver() {
    var _ = join("n");
    inject("i", "n", Duration.ofSeconds(30));
    pass(Duration.ofSeconds(30));
    assertThat(status("n").getState()).isEqualTo(State.DOWN);
    pass(Duration.ofMillis(4_999));
    assertThat(state("i")).isEqualTo(InjectionState.RUNNING);
    pass(Duration.ofMillis(1));
    assertThat(state("i")).isEqualTo(InjectionState.ORPHANED);
    assertThat(told().getLast()).isEqualTo(EventTypes.INJECTION_EXPIRED);
  }

  @Test
  void anInjectionThatAnAgentForgotIsGivenUpLater() {
    NodeSession session = join("n");
    inject("i", "n", Duration.ofSeconds(1));
    sessions.alive(session, now.plusSeconds(3_600));
    pass(Duration.ofSeconds(60));
    assertThat(state("i")).isEqualTo(InjectionState.RUNNING);
    pass(Duration.ofSeconds(1));
    assertThat(state("i")).isEqualTo(InjectionState.ORPHANED);
  }
}
