package io.entropy.policymanager.notify;

import io.entropy.api.event.AlertmanagerAlerts;
import io.entropy.api.event.CloudEvents;
import io.entropy.api.event.SlackMessages;
import io.entropy.api.text.Nearest;
import io.entropy.api.text.TextException;
import io.entropy.api.v1.Event;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the body of a request looks like.
enum NotificationFormat {
  /// In structured mode
  /// (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md).
  CLOUDEVENTS("application/cloudevents+json; charset=UTF-8"),
  SLACK("application/json; charset=UTF-8"),
  ALERTMANAGER("application/json; charset=UTF-8");

  private static final List<String> TEXTS =
      Arrays.stream(values()).map(NotificationFormat::text).toList();

  private final String contentType;

  NotificationFormat(String contentType) {
    this.contentType = contentType;
  }

  static NotificationFormat read(String text) throws TextException {
    if (text.isEmpty()) {
      return CLOUDEVENTS;
    }
    return Arrays.stream(values())
        .filter(format -> format.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new TextException(
                "`%s` is no format%s".formatted(text, Nearest.hint(text, TEXTS)),
                String.join(", ", TEXTS)));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String contentType() {
    return contentType;
  }

  byte[] body(Event event) {
    String json =
        switch (this) {
          case CLOUDEVENTS -> CloudEvents.toJson(event);
          case SLACK -> SlackMessages.toJson(event);
          case ALERTMANAGER -> AlertmanagerAlerts.toJson(event);
        };
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
