package io.entropy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.Measurement;
import io.entropy.policymanager.event.EventData;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  static Event event(String type, String target, EventData data) {
    return Event.newBuilder()
        .setSpec(EventSpec.newBuilder().setType(type).setTarget(target).setData(data.build()))
        .build();
  }

  static Injection injection(String id, InjectionState state, double dropped, Verdict verdict) {
    return Injection.newBuilder()
        .setId(id)
        .setStatus(
            InjectionStatus.newBuilder()
                .setState(state)
                .setFidelity(
                    Fidelity.newBuilder()
                        .setAsked("30% of packets")
                        .setVerdict(verdict)
                        .addMeasurements(
                            Measurement.newBuilder()
                                .setName("packets_dropped")
                                .setUnit("packets")
                                .setValue(dropped))))
        .build();
  }

  @Test
  void countsEventsByType() {
    tally.see(event(EventTypes.ROLL, "", new EventData()));
    tally.see(event(EventTypes.ROLL, "", new EventData()));
    assertThat(tally.count(EventTypes.ROLL)).isEqualTo(2);
    assertThat(tally.count(EventTypes.INJECTION_LEAKED)).isZero();
  }

  @Test
  void countsATargetOnceHoweverOftenItCameBack() {
    tally.see(event(EventTypes.TARGET_MATCHED, "a", new EventData()));
    tally.see(event(EventTypes.TARGET_LOST, "a", new EventData()));
    tally.see(event(EventTypes.TARGET_MATCHED, "a", new EventData()));
    tally.see(event(EventTypes.TARGET_MATCHED, "b", new EventData()));
    assertThat(tally.targets()).isEqualTo(2);
  }

  @Test
  void countsThoseThatWereToldTogetherAlsoWhenANewLeaderTellsThemAfresh() {
    tally.see(event(EventTypes.TARGET_MATCHED, "", new EventData().put("matching", 200L)));
    tally.see(event(EventTypes.TARGET_MATCHED, "a", new EventData()));
    assertThat(tally.targets()).isEqualTo(201);
    tally.see(event(EventTypes.TARGET_MATCHED, "", new EventData().put("matching", 201L)));
    assertThat(tally.targets()).isEqualTo(201);
  }

  @Test
  void countsRefusalsByReason() {
    EventData limit = new EventData().put("reason", "already_active");
    tally.see(event(EventTypes.INJECTION_REFUSED, "a", limit));
    tally.see(event(EventTypes.INJECTION_REFUSED, "b", limit));
    assertThat(tally.refusals()).containsOnly(Map.entry("already active", 2L));
  }

  @Test
  void countsGoodAndBadSamplesOfEachProbe() {
    tally.see(
        event(EventTypes.PROBE_SAMPLED, "", new EventData().put("probe", "p").put("good", true)));
    tally.see(
        event(EventTypes.PROBE_SAMPLED, "", new EventData().put("probe", "p").put("good", false)));
    tally.see(
        event(EventTypes.PROBE_SAMPLED, "", new EventData().put("probe", "q").put("good", true)));
    assertThat(tally.samples()).containsEntry("p", 2L).containsEntry("q", 1L);
    assertThat(tally.badSamples("p")).isOne();
    assertThat(tally.badSamples("q")).isZero();
  }

  @Test
  void sumsWhatWasMeasuredOverInjectionsThatAreOver() {
    tally.see(injection("a", InjectionState.COMPLETE, 3, Verdict.AS_ASKED));
    tally.see(injection("b", InjectionState.COMPLETE, 4, Verdict.DIFFERS));
    assertThat(tally.measured()).hasToString("[7 packets dropped]");
    assertThat(tally.asked()).isEqualTo("30% of packets");
    assertThat(tally.verdicts(Verdict.AS_ASKED)).isOne();
    assertThat(tally.verdicts(Verdict.DIFFERS)).isOne();
    assertThat(tally.verdicts(Verdict.INCONCLUSIVE)).isZero();
  }

  @Test
  void ofAStatisticItTellsTheRange() {
    Measurement p50 =
        Measurement.newBuilder()
            .setName("added_p50")
            .setUnit("ms")
            .setValue(50.1)
            .setStatistic(true)
            .build();
    Measured once = Measured.of(p50);
    assertThat(once).hasToString("50.10 ms added p50");
    assertThat(
            once.and(p50.toBuilder().setValue(48).build())
                .and(p50.toBuilder().setValue(53.7).build()))
        .hasToString("48–53.70 ms added p50");
  }

  @Test
  void takesEachInjectionOnceAndNoneThatGoesOn() {
    tally.see(injection("a", InjectionState.RUNNING, 1, Verdict.AS_ASKED));
    tally.see(injection("a", InjectionState.COMPLETE, 3, Verdict.AS_ASKED));
    tally.see(injection("a", InjectionState.COMPLETE, 3, Verdict.AS_ASKED));
    assertThat(tally.measured()).hasToString("[3 packets dropped]");
    assertThat(tally.verdicts(Verdict.AS_ASKED)).isOne();
  }

  @Test
  void anInjectionThatNeverBeganMeasuredNothing() {
    tally.see(
        Injection.newBuilder()
            .setId("a")
            .setStatus(InjectionStatus.newBuilder().setState(InjectionState.REJECTED))
            .build());
    assertThat(tally.asked()).isEmpty();
    assertThat(tally.measured()).isEmpty();
  }
}
