package io.entropy.cli.output;

import com.google.protobuf.Value;
import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import java.util.HashSet;
import java.util.Set;

/// What a run is like right now, in one line, gathered from its events. One thread.
final class LiveStatus {
  private final Set<String> active = new HashSet<>();
  private final Set<String> targets = new HashSet<>();
  private long unnamed;
  private long ticks;
  private long injections;
  private String steadyState = "";

  void see(Event event) {
    EventSpec spec = event.getSpec();
    switch (spec.getType()) {
      case EventTypes.ROLL -> ticks++;
      case EventTypes.TARGET_MATCHED, EventTypes.TARGET_LOST -> targets(spec);
      case EventTypes.INJECTION_REQUESTED -> injections++;
      case EventTypes.INJECTION_APPLIED -> active.add(spec.getInjection());
      case EventTypes.INJECTION_REVERTED,
          EventTypes.INJECTION_DONE,
          EventTypes.INJECTION_EXPIRED,
          EventTypes.INJECTION_FAILED,
          EventTypes.INJECTION_LEAKED ->
          active.remove(spec.getInjection());
      case EventTypes.STEADYSTATE_BASELINED,
          EventTypes.STEADYSTATE_HELD,
          EventTypes.STEADYSTATE_DEVIATED,
          EventTypes.STEADYSTATE_RECOVERED ->
          steadyState = " · steady state " + spec.getType().substring("steadystate.".length());
      default -> {
        // Says nothing of how the run stands.
      }
    }
  }

  /// Events of one target name it; those of many together say how many match now.
  private void targets(EventSpec spec) {
    if (spec.getTarget().isEmpty()) {
      targets.clear();
      unnamed =
          (long)
              spec.getData()
                  .getFieldsOrDefault("matching", Value.getDefaultInstance())
                  .getNumberValue();
    } else if (spec.getType().equals(EventTypes.TARGET_MATCHED)) {
      targets.add(spec.getTarget());
    } else if (!targets.remove(spec.getTarget())) {
      unnamed--;
    }
  }

  @Override
  public String toString() {
    return "%d ticks · %d targets · %d injections, %d active%s"
        .formatted(ticks, unnamed + targets.size(), injections, active.size(), steadyState);
  }
}
