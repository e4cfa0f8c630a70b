package io.entropy.cli.run;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a run added up to, for its summary. Written by the events thread; read once that has ended.
final class Tally {
  private static final Value NONE = Value.getDefaultInstance();

  /// Injections by how they ended: applied, failed, expired, leaked.
  private final Map<String, Long> events = new TreeMap<>();

  private final Map<String, Measured> measured = new LinkedHashMap<>();
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private final Set<String> over = new HashSet<>();
  private final Set<String> targets = new HashSet<>();
  private long unnamed;
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Map<String, Long> samples = new LinkedHashMap<>();
  private final Map<String, Long> badSamples = new LinkedHashMap<>();
  private String asked = "";

  void see(Event event) {
    var spec = event.getSpec();
    Struct facts = spec.getData();
    events.merge(spec.getType(), 1L, Long::sum);
    switch (spec.getType()) {
      case EventTypes.TARGET_MATCHED -> matched(spec.getTarget(), facts);
      case EventTypes.INJECTION_REFUSED ->
          refusals.merge(text(facts, "reason").replace('_', ' '), 1L, Long::sum);
      case EventTypes.PROBE_SAMPLED -> {
        String probe = text(facts, "probe");
        samples.merge(probe, 1L, Long::sum);
        badSamples.merge(
            probe, facts.getFieldsOrDefault("good", NONE).getBoolValue() ? 0L : 1L, Long::sum);
      }
      default -> {
        // Counted, no more.
      }
    }
  }

  /// One target, or many together: those told before are among the many that match then.
  private void matched(String target, Struct facts) {
    if (!target.isEmpty()) {
      targets.add(target);
      return;
    }
    long matching = (long) facts.getFieldsOrDefault("matching", NONE).getNumberValue();
    unnamed = Math.max(targets(), matching);
    targets.clear();
  }

  private static String text(Struct facts, String name) {
    return facts.getFieldsOrDefault(name, NONE).getStringValue();
  }

  void see(Injection injection) {
    InjectionStatus status = injection.getStatus();
    boolean isOver = status.getState().getNumber() >= InjectionState.COMPLETE_VALUE;
    if (!isOver || !status.hasFidelity() || !over.add(injection.getId())) {
      return;
    }
    asked = status.getFidelity().getAsked();
    verdicts.merge(status.getFidelity().getVerdict(), 1, Integer::sum);
    for (var measurement : status.getFidelity().getMeasurementsList()) {
      Measured _ =
          measured.compute(
              measurement.getName(),
              (_, before) -> before == null ? Measured.of(measurement) : before.and(measurement));
    }
  }

  /// How often that type of event was seen.
  long count(String eventType) {
    return events.getOrDefault(eventType, 0L);
  }

  /// How many matched at any time.
  long targets() {
    return unnamed + targets.size();
  }

  Map<String, Long> refusals() {
    return refusals;
  }

  String asked() {
    return asked;
  }

  int verdicts(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0);
  }

  /// Over all injections that are over.
  Collection<Measured> measured() {
    return measured.values();
  }

  Map<String, Long> samples() {
    return samples;
  }

  long badSamples(String probe) {
    return badSamples.getOrDefault(probe, 0L);
  }
}
