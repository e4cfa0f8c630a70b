package io.entropy.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What Slack and Alertmanager are sent.
final class ReceiverFormatsTest {

  private static Event event(String type) {
    return Event.newBuilder()
        .setSpec(
            EventSpec.newBuilder()
                .setType(type)
                .setTime(ProtoTime.toProto(Instant.parse("2026-01-01T00:00:00Z")))
                .setInjection("i1")
                .setTargetName("shop")
                .setMessage("<!channel> & \"more\""))
        .build();
  }

  @Test
  void aMessageCanMentionNobodyInSlack() {
    assertThat(SlackMessages.toJson(event(EventTypes.HALT)))
        .isEqualTo("{\"text\":\"*halt*: &lt;!channel&gt; &amp; \\\"more\\\"\"}");
  }

  @Test
  void theEndOfAFaultEndsTheAlertThatItsBeginningBegan() {
    String labels = "{\"alertname\":\"EntropyInjection\",\"injection\":\"i1\",\"target\":\"shop\"}";
    assertThat(AlertmanagerAlerts.toJson(event(EventTypes.INJECTION_VERIFIED)))
        .startsWith("[{\"labels\":" + labels)
        .endsWith(",\"startsAt\":\"2026-01-01T00:00:00Z\"}]");
    assertThat(AlertmanagerAlerts.toJson(event(EventTypes.INJECTION_REVERTED)))
        .startsWith("[{\"labels\":" + labels)
        .endsWith(",\"endsAt\":\"2026-01-01T00:00:00Z\"}]");
  }

  @Test
  void whatCouldNotBeUndoneIsAnAlertThatEndsWithNothing() {
    assertThat(AlertmanagerAlerts.toJson(event(EventTypes.INJECTION_LEAKED)))
        .contains("\"alertname\":\"io.entropy.injection.leaked\"", "startsAt")
        .doesNotContain("endsAt");
  }
}
