package io.entropy.server.event;

import io.entropy.api.event.CloudEvents;
import io.entropy.api.v1.Lost;
import io.entropy.api.v1.SubscribeResponse;

/// What a subscriber is told, as server-sent events
/// (https://html.spec.whatwg.org/multipage/server-sent-events.html): `id` is the position, `event`
/// the CloudEvents type or `lost` or `caught-up`, `data` one line of JSON.
final class SseFormat {

  private SseFormat() {}

  static String format(SubscribeResponse response) {
    String id = response.getPosition();
    return switch (response.getWhatCase()) {
      case EVENT ->
          block(
              id,
              CloudEvents.PREFIX + response.getEvent().getSpec().getType(),
              CloudEvents.toJson(response.getEvent()));
      case LOST -> block(id, "lost", lost(response.getLost()));
      case CAUGHT_UP -> block(id, "caught-up", "{}");
      case WHAT_NOT_SET -> throw new IllegalArgumentException("nothing is told");
    };
  }

  /// Neither positions nor the store's reasons have anything to escape.
  private static String lost(Lost lost) {
    return "{\"after\":\"%s\",\"why\":\"%s\"}".formatted(lost.getAfter(), lost.getWhy());
  }

  private static String block(String id, String type, String data) {
    return "id: %s\nevent: %s\ndata: %s\n\n".formatted(id, type, data);
  }
}
