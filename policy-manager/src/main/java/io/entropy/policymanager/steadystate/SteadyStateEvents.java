package io.entropy.policymanager.steadystate;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.steadystate.SteadyStateJudge.Change;
import io.entropy.store.Store;
import java.time.Duration;
import java.util.Optional;

/// What the steady state has to say, written to the store.
record SteadyStateEvents(Store store, EventLog log) {

  /// A sample, and the change that it brought, in one transaction.
  void sampled(Probe probe, Sample sample, Optional<Change> change) {
    EventSpec.Builder sampled =
        of(
            EventTypes.PROBE_SAMPLED,
            "%s: %s in %d ms, %s"
                .formatted(
                    probe.name(),
                    sample.good() ? "good" : "bad",
                    sample.latency().toMillis(),
                    sample.detail()),
            probe,
            sample);
    store.update(tx -> {
      log.write(tx, sampled);
      change.flatMap(c -> changed(c, probe, sample)).ifPresent(e -> log.write(tx, e));
      return sampled;
    });
  }

  void held(Probe probe) {
    store.update(tx -> {
      EventSpec.Builder event =
          EventSpec.newBuilder()
              .setType(EventTypes.STEADYSTATE_HELD)
              .setMessage("%s held".formatted(probe.name()))
              .setData(new EventData().put("probe", probe.name()).build());
      log.write(tx, event);
      return event;
    });
  }

  private static Optional<EventSpec.Builder> changed(Change change, Probe probe, Sample sample) {
    return switch (change) {
      case BASELINED ->
          Optional.of(
              of(
                  EventTypes.STEADYSTATE_BASELINED,
                  "%s is healthy to begin with".formatted(probe.name()),
                  probe,
                  sample));
      case DEVIATED ->
          Optional.of(
              of(
                  EventTypes.STEADYSTATE_DEVIATED,
                  "%s left the steady state: %s".formatted(probe.name(), sample.detail()),
                  probe,
                  sample));
      case RECOVERED ->
          Optional.of(
              of(
                  EventTypes.STEADYSTATE_RECOVERED,
                  "%s is back in the steady state".formatted(probe.name()),
                  probe,
                  sample));
      // There is no event for it: nothing was reached. The caller of the control period tells.
      case NOT_HEALTHY_TO_BEGIN_WITH -> Optional.empty();
    };
  }

  private static EventSpec.Builder of(String type, String message, Probe probe, Sample sample) {
    return EventSpec.newBuilder()
        .setType(type)
        .setMessage(message)
        .setData(
            new EventData()
                .put("probe", probe.name())
                .put("good", sample.good())
                .put("latency_ms", millis(sample.latency()))
                .put("detail", sample.detail())
                .build());
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
