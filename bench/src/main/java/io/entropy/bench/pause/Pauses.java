package io.entropy.bench.pause;

import io.entropy.api.v1.Fidelity;
import io.entropy.bench.fault.Faults;
import io.entropy.bench.fault.Injected;
import io.entropy.bench.measure.Samples;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pauses of one kind, each measured by what made it and by what stood still.
final class Pauses {
  private static final Duration AFTER = Duration.ofMillis(40);
  private static final double MILLI = 1e6;

  private final Faults faults;
  private final Patient patient;
  private final Kind kind;
  private final Duration asked;

  /// How far each was off, by its mechanism's account.
  final Samples own = new Samples();

  /// How far each was off, by its target's own clock.
  final Samples inside = new Samples();

  /// From the order until everything stood still.
  final Samples begins = new Samples();

  /// Those that were within 10 ms or 5 % by both.
  int asAsked;

  /// Why some weren't made, such as one whose time was over before all stood still.
  final List<String> refusals = new ArrayList<>();

  Pauses(Faults faults, Patient patient, Kind kind, Duration asked) {
    this.faults = faults;
    this.patient = patient;
    this.kind = kind;
    this.asked = asked;
  }

  /// How it's asked for.
  ///
  /// @param timed whether it has a `time` of its own, else it lasts as long as its lease
  record Kind(String mode, String method, boolean timed) {
    private static final Duration LEASE = Duration.ofSeconds(10);

    Map<String, String> parameters(Duration asked) {
      Map<String, String> parameters = new HashMap<>(Map.of("method", method));
      if (timed) {
        parameters.put("time", asked.toMillis() + "ms");
      }
      return parameters;
    }

    Duration lease(Duration asked) {
      return timed ? LEASE : asked;
    }

    @Override
    public String toString() {
      return mode + " " + method;
    }
  }

  /// Makes so many, one after the other, after one that isn't measured.
  void make(int rounds) throws Exception {
    for (int i = -1; i < rounds; i++) {
      try (Injected pause = faults.arm(patient.id(), kind.mode, kind.parameters(asked))) {
        make(pause, i >= 0);
      } catch (InjectorException e) {
        refusals.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private void make(Injected pause, boolean measured) throws Exception {
    long start = System.nanoTime();
    var _ = pause.release(kind.lease(asked));
    long begun = System.nanoTime();
    Thread.sleep(asked.plus(AFTER));
    Fidelity fidelity = pause.end();
    if (measured) {
      note(start, begun, Math.round(Injected.value(fidelity, "stood_still") * MILLI));
    }
  }

  private void note(long start, long begun, long stood) throws InterruptedException {
    begins.add(begun - start);
    long stoodInside = patient.stoodStill(start, System.nanoTime());
    own.add(Math.abs(stood - asked.toNanos()));
    inside.add(Math.abs(stoodInside - asked.toNanos()));
    asAsked += isAsAsked(stood) && isAsAsked(stoodInside) ? 1 : 0;
  }

  private boolean isAsAsked(long stood) {
    return Math.abs(stood - asked.toNanos()) <= Math.max(10 * MILLI, 0.05 * asked.toNanos());
  }
}
