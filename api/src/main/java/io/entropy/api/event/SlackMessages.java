package io.entropy.api.event;

import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;

/// Events as the JSON that Slack's incoming webhooks take, and those that are compatible with them
/// (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
public final class SlackMessages {

  private SlackMessages() {}

  /// One line, e.g. `{"text":"*halt*: the database is slow"}`.
  public static String toJson(Event event) {
    EventSpec spec = event.getSpec();
    String message = spec.getMessage().isEmpty() ? "" : ": " + escaped(spec.getMessage());
    return new JsonWriter()
        .open()
        .field("text", "*%s*%s".formatted(escaped(spec.getType()), message))
        .close()
        .toString();
  }

  /// The three characters that mean something
  /// (https://docs.slack.dev/messaging/formatting-message-text#escaping): a container's name can't
  /// mention a channel.
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
