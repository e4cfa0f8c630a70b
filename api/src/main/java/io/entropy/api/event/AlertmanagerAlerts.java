package io.entropy.api.event;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;

/// Events as alerts of Prometheus' Alertmanager, for its `POST /api/v2/alerts`
/// (https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).
///
/// Pairs of events are one alert that begins and ends, since their labels are the same: a fault, a
/// steady state that was left, a node that is away. Every other event is an alert of its own, which
/// Alertmanager ends after its `resolve_timeout`.
public final class AlertmanagerAlerts {

  private AlertmanagerAlerts() {}

  /// An array of one alert, on one line.
  public static String toJson(Event event) {
    EventSpec spec = event.getSpec();
    JsonWriter json = new JsonWriter().open().key("labels").open();
    json.field("alertname", name(spec.getType()))
        .field("policy", spec.getPolicy())
        .field("injection", spec.getInjection())
        .field("target", spec.getTargetName())
        .field("node", spec.getNode())
        .close();
    json.key("annotations")
        .open()
        .field("summary", spec.getMessage())
        .field("event", CloudEvents.PREFIX + spec.getType())
        .close();
    String time = spec.hasTime() ? ProtoTime.fromProto(spec.getTime()).toString() : "";
    json.field(isEnd(spec.getType()) ? "endsAt" : "startsAt", time);
    return "[" + json.close() + "]";
  }

  private static String name(String type) {
    return switch (type) {
      case EventTypes.INJECTION_APPLIED,
          EventTypes.INJECTION_VERIFIED,
          EventTypes.INJECTION_REVERTED,
          EventTypes.INJECTION_DONE,
          EventTypes.INJECTION_EXPIRED,
          EventTypes.INJECTION_FAILED ->
          "EntropyInjection";
      case EventTypes.STEADYSTATE_DEVIATED, EventTypes.STEADYSTATE_RECOVERED ->
          "EntropySteadyState";
      case EventTypes.NODE_DOWN, EventTypes.NODE_RETURNED -> "EntropyNodeDown";
      case EventTypes.HALT, EventTypes.RESUME -> "EntropyHalt";
      default -> CloudEvents.PREFIX + type;
    };
  }

  private static boolean isEnd(String type) {
    return switch (type) {
      case EventTypes.INJECTION_REVERTED,
          EventTypes.INJECTION_DONE,
          EventTypes.INJECTION_EXPIRED,
          EventTypes.INJECTION_FAILED,
          EventTypes.STEADYSTATE_RECOVERED,
          EventTypes.NODE_RETURNED,
          EventTypes.RESUME ->
          true;
      default -> false;
    };
  }
}
