package io.entropy.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveStatusTest {
  private final LiveStatus status = new LiveStatus();

  private void see(String type, String target, String injection) {
    status.see(Events.of(type, target, injection));
  }

  @Test
  void countsTicksAndInjections() {
    see(EventTypes.ROLL, "", "");
    see(EventTypes.ROLL, "", "");
    see(EventTypes.INJECTION_REQUESTED, "a", "i");
    assertThat(status).hasToString("2 ticks · 0 targets · 1 injections, 0 active");
  }

  @Test
  void knowsTheTargetsThatAreThereNow() {
    see(EventTypes.TARGET_MATCHED, "a", "");
    see(EventTypes.TARGET_MATCHED, "b", "");
    see(EventTypes.TARGET_LOST, "a", "");
    assertThat(status.toString()).contains("1 targets");
  }

  @Test
  void knowsHowManyThereAreWhenTheyAreToldTogether() {
    status.see(
        Event.newBuilder()
            .setSpec(
                EventSpec.newBuilder()
                    .setType(EventTypes.TARGET_MATCHED)
                    .setData(new EventData().put("matching", 200L).build()))
            .build());
    see(EventTypes.TARGET_MATCHED, "new", "");
    see(EventTypes.TARGET_LOST, "new", "");
    see(EventTypes.TARGET_LOST, "one of the many", "");
    assertThat(status.toString()).contains("199 targets");
  }

  @Test
  void anInjectionIsActiveUntilItIsOverHoweverItEnds() {
    for (String end :
        List.of(
            EventTypes.INJECTION_REVERTED,
            EventTypes.INJECTION_DONE,
            EventTypes.INJECTION_EXPIRED,
            EventTypes.INJECTION_FAILED,
            EventTypes.INJECTION_LEAKED)) {
      see(EventTypes.INJECTION_APPLIED, "a", end);
      assertThat(status.toString()).contains("1 active");
      see(end, "a", end);
      assertThat(status.toString()).contains("0 active");
    }
  }

  @Test
  void saysHowTheSteadyStateIsOnceItIsKnown() {
    assertThat(status.toString()).doesNotContain("steady state");
    see(EventTypes.STEADYSTATE_BASELINED, "", "");
    assertThat(status.toString()).endsWith("steady state baselined");
    see(EventTypes.STEADYSTATE_DEVIATED, "", "");
    assertThat(status.toString()).endsWith("steady state deviated");
  }
}
