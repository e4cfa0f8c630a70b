package io.entropy.policymanager.injection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.Measurement;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.policy.TestTargets;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InjectionStatusRecorderTest {
  private static final String NODE = TestTargets.NODE;
  private static final Timestamp AT = Timestamp.newBuilder().setSeconds(100).build();

  private final InstantSource clock = InstantSource.fixed(ProtoTime.fromProto(AT));
  private final MemoryStore store = new MemoryStore(clock);
  private final InjectionStatusRecorder recorder =
      new InjectionStatusRecorder(store, new EventLog("test", clock, new SplittableRandom(1)));

  @BeforeEach
  void oneInjectionIsAssigned() {
    store.update(tx -> {
      tx.create(Kinds.TARGETS, TestTargets.voter("c1", "one"));
      return tx.create(
          Kinds.INJECTIONS,
          Injection.newBuilder()
              .setId("i1")
              .setSpec(
                  InjectionSpec.newBuilder()
                      .setPolicyId("p1")
                      .setNodeId(NODE)
                      .setTargetId("c1")
                      .setTargetKey("key")
                      .setFailure(Failure.newBuilder().setMode("test_drop")))
              .setStatus(status(InjectionState.ASSIGNED))
              .build());
    });
  }

  private static InjectionStatus.Builder status(InjectionState state) {
    return InjectionStatus.newBuilder().setState(state);
  }

  private Recorded report(InjectionStatus.Builder status) {
    return recorder.record(NODE, "i1", status.build());
  }

  private InjectionState state() {
    return store
        .view(s -> s.get(Kinds.INJECTIONS, "i1"))
        .map(i -> i.getStatus().getState())
        .orElseThrow();
  }

  private List<EventSpec> events() {
    return store.view(s -> s.findAfter(Kinds.EVENTS_BY_VERSION, "", 100)).stream()
        .map(Event::getSpec)
        .toList();
  }

  private List<String> types() {
    return events().stream().map(EventSpec::getType).toList();
  }

  @Test
  void theWholeLadderTellsEachThingOnce() {
    report(status(InjectionState.PREPARING));
    report(status(InjectionState.READY));
    report(status(InjectionState.RUNNING).setApplied(AT));
    report(status(InjectionState.RUNNING).setApplied(AT).setVerified(true));
    report(status(InjectionState.RUNNING).setApplied(AT).setVerified(true));
    report(
        status(InjectionState.COMPLETE).setApplied(AT).setVerified(true).setEnd(EndReason.ELAPSED));
    assertThat(types())
        .containsExactly(
            EventTypes.INJECTION_APPLIED,
            EventTypes.INJECTION_VERIFIED,
            EventTypes.INJECTION_REVERTED);
    assertThat(events().getFirst().getTime()).isEqualTo(AT);
    assertThat(events()).allSatisfy(e -> assertThat(e.getTargetName()).isEqualTo("one"));
  }

  @Test
  void aReportThatLeavesStatesOutTellsWhatHappened() {
    report(
        status(InjectionState.COMPLETE).setApplied(AT).setVerified(true).setEnd(EndReason.RENEWED));
    assertThat(types())
        .containsExactlyInAnyOrder(
            EventTypes.INJECTION_APPLIED,
            EventTypes.INJECTION_VERIFIED,
            EventTypes.INJECTION_REVERTED);
  }

  @Test
  void whatIsDoneOnceIsNeitherInForceNorReverted() {
    report(
        status(InjectionState.COMPLETE)
            .setApplied(AT)
            .setVerified(true)
            .setEnd(EndReason.DONE)
            .setFidelity(Fidelity.newBuilder().setAsked("a stop").setAchieved("ended")));
    assertThat(types())
        .containsExactly(
            EventTypes.INJECTION_APPLIED, EventTypes.INJECTION_VERIFIED, EventTypes.INJECTION_DONE);
    assertThat(events().get(1).getMessage()).startsWith("test_drop on one took effect");
    assertThat(events().get(2).getMessage())
        .isEqualTo("test_drop on one is done: asked a stop, achieved ended");
  }

  @Test
  void lowerReportsAreDropped() {
    report(status(InjectionState.RUNNING));
    long version = store.view(s -> s.version());
    assertThat(report(status(InjectionState.READY))).isEqualTo(Recorded.DROPPED);
    assertThat(state()).isEqualTo(InjectionState.RUNNING);
    assertThat(store.<Long>view(s -> s.version())).isEqualTo(version);
  }

  @Test
  void theSameStateIsNewsOnlyWhenItSaysMore() {
    report(status(InjectionState.RUNNING).setVerified(true).setFollowed(1));
    assertThat(report(status(InjectionState.RUNNING).setVerified(true).setFollowed(1)))
        .isEqualTo(Recorded.DROPPED);
    assertThat(report(status(InjectionState.RUNNING).setFollowed(1))).isEqualTo(Recorded.DROPPED);
    assertThat(report(status(InjectionState.RUNNING).setVerified(true)))
        .isEqualTo(Recorded.DROPPED);
    assertThat(report(status(InjectionState.RUNNING).setVerified(true).setFollowed(2)))
        .isEqualTo(Recorded.WRITTEN);
  }

  @Test
  void followingARestartIsTold() {
    report(status(InjectionState.RUNNING));
    report(status(InjectionState.RUNNING).setFollowed(1));
    assertThat(types()).containsExactly(EventTypes.INJECTION_APPLIED, EventTypes.TARGET_FOLLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE, ELAPSED, injection.reverted",
    "COMPLETE, RENEWED, injection.reverted",
    "COMPLETE, HALTED, injection.reverted",
    "SHUTDOWN, HALTED, injection.reverted",
    "COMPLETE, TARGET_LOST, injection.reverted",
    "COMPLETE, DONE, injection.done",
    "COMPLETE, LEASE_LOST, injection.expired",
    "FAILED, LEASE_LOST, injection.expired",
    "FAILED, ERROR, injection.failed",
    "FAILED, TARGET_LOST, injection.failed",
    "REJECTED, END_REASON_UNSPECIFIED, injection.failed",
    "FAILED, LEAKED, injection.leaked",
  })
  void eachEndHasItsEvent(InjectionState state, EndReason end, String type) {
    assertThat(report(status(state).setEnd(end).setMessage("why"))).isEqualTo(Recorded.WRITTEN);
    assertThat(events())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getType()).isEqualTo(type);
          assertThat(e.getMessage()).startsWith("test_drop on one ").endsWith(": why");
        });
    assertThat(report(status(InjectionState.FAILED).setEnd(EndReason.ERROR)))
        .isNotEqualTo(Recorded.WRITTEN);
  }

  @Test
  void askedAndAchievedAreInTheDataOfTheEnd() {
    report(
        status(InjectionState.COMPLETE)
            .setEnd(EndReason.ELAPSED)
            .setFidelity(
                Fidelity.newBuilder()
                    .setAsked("30% of packets")
                    .setAchieved("29%")
                    .setVerdict(Fidelity.Verdict.AS_ASKED)
                    .addMeasurements(
                        Measurement.newBuilder().setName("packets_dropped").setValue(29))));
    var data = events().getFirst().getData();
    assertThat(data.getFieldsOrThrow("asked").getStringValue()).isEqualTo("30% of packets");
    assertThat(data.getFieldsOrThrow("packets_dropped").getNumberValue()).isEqualTo(29);
    assertThat(data.getFieldsOrThrow("verdict").getStringValue()).isEqualTo("as_asked");
    assertThat(data.getFieldsOrThrow("end").getStringValue()).isEqualTo("elapsed");
  }

  @Test
  void aNodeSpeaksOnlyForItsOwnInjections() {
    assertThat(recorder.record("other", "i1", status(InjectionState.RUNNING).build()))
        .isEqualTo(Recorded.REFUSED);
    assertThat(state()).isEqualTo(InjectionState.ASSIGNED);
  }

  @Test
  void reportsOfWhatWasDeletedAreUnknown() {
    assertThat(recorder.record(NODE, "i2", status(InjectionState.RUNNING).build()))
        .isEqualTo(Recorded.UNKNOWN);
  }

  @Test
  void theTargetsKeyNamesAContainerThatIsGone() {
    store.update(tx -> {
      tx.delete(Kinds.TARGETS, "c1");
      return "";
    });
    report(status(InjectionState.COMPLETE).setEnd(EndReason.TARGET_LOST));
    assertThat(events().getFirst().getTargetName()).isEqualTo("key");
  }
}
