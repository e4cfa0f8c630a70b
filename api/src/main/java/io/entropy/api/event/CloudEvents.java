package io.entropy.api.event;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;

/// Events as CloudEvents 1.0 in structured JSON mode, one line each
/// (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md).
///
/// `subject` is the narrowest thing the event is about: its injection, else its target, policy or
/// node. `data` has all of them, the `message`, and as `facts` what is there for a program.
public final class CloudEvents {
  public static final String PREFIX = "io.entropy.";

  private CloudEvents() {}

  /// One line, without its end.
  public static String toJson(Event event) {
    EventSpec spec = event.getSpec();
    JsonWriter json = new JsonWriter();
    json.open()
        .field("specversion", "1.0")
        .field("id", event.getId())
        .field("source", spec.getSource())
        .field("type", PREFIX + spec.getType())
        .field("subject", subject(spec))
        .field("time", spec.hasTime() ? ProtoTime.fromProto(spec.getTime()).toString() : "")
        .field("datacontenttype", "application/json")
        .key("data");
    data(json, spec);
    return json.close().toString();
  }

  private static void data(JsonWriter json, EventSpec spec) {
    json.open()
        .field("message", spec.getMessage())
        .field("policy", spec.getPolicy())
        .field("injection", spec.getInjection())
        .field("target", spec.getTarget())
        .field("targetName", spec.getTargetName())
        .field("node", spec.getNode());
    if (spec.getData().getFieldsCount() > 0) {
      json.key("facts").struct(spec.getData());
    }
    json.close();
  }

  private static String subject(EventSpec spec) {
    if (!spec.getInjection().isEmpty()) {
      return spec.getInjection();
    }
    if (!spec.getTarget().isEmpty()) {
      return spec.getTarget();
    }
    return spec.getPolicy().isEmpty() ? spec.getNode() : spec.getPolicy();
  }
}
