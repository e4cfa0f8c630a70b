package io.entropy.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLineTest {
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

  private static Event event(String type) {
    return Events.of(type, "a", "i");
  }

  @Test
  void saysLocalTimeTypeAndMessage() {
    assertThat(new EventLine(KOLKATA, false).format(event(EventTypes.TARGET_MATCHED)))
        .matches("08:34:05\\.678 +target\\.matched +something happened");
  }

  @Test
  void showsWhatHappenedAndKeepsTheStepsForTheCurious() {
    EventLine brief = new EventLine(KOLKATA, false);
    EventLine verbose = new EventLine(KOLKATA, true);
    List<String> steps =
        List.of(
            EventTypes.ROLL,
            EventTypes.INJECTION_REQUESTED,
            EventTypes.INJECTION_APPLIED,
            EventTypes.PROBE_SAMPLED);
    List<String> facts =
        List.of(
            EventTypes.POLICY_STARTED,
            EventTypes.TARGET_MATCHED,
            EventTypes.TARGET_REFUSED,
            EventTypes.TARGET_LOST,
            EventTypes.INJECTION_VERIFIED,
            EventTypes.INJECTION_REVERTED,
            EventTypes.INJECTION_EXPIRED,
            EventTypes.INJECTION_FAILED,
            EventTypes.INJECTION_LEAKED,
            EventTypes.INJECTION_REFUSED,
            EventTypes.STEADYSTATE_DEVIATED);
    assertThat(steps)
        .noneMatch(t -> brief.isShown(event(t)))
        .allMatch(t -> verbose.isShown(event(t)));
    assertThat(facts).allMatch(t -> brief.isShown(event(t)) && verbose.isShown(event(t)));
  }
}
