package io.entropy.injectors.spi.fake;

import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where fake faults live, as real ones do in a kernel: they survive the injector that made them,
/// and their leases end by the clock alone. Here a test looks at them, breaks them, and makes the
/// next call of a kind fail. Any thread.
public final class FakeFaults {
  private final InstantSource clock;
  private final Map<String, Fault> faults = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<Step, Code> failing = new EnumMap<>(Step.class);
  private final Map<Step, Runnable> events = new EnumMap<>(Step.class);

  public FakeFaults(InstantSource clock) {
    this.clock = clock;
  }

  /// One call to the injector.
  public record Call(Step step, String injectionId) {}

  // ---- What a test does

  /// Whether the target has a fault with a live lease.
  public synchronized boolean active(String targetId) {
    return faults.values().stream().anyMatch(f -> f.targetId.equals(targetId) && isActive(f));
  }

  /// Traffic at the target: each of its active faults sees the packets and drops them.
  public synchronized void traffic(String targetId, int packets) {
    faults.values().stream()
        .filter(f -> f.targetId.equals(targetId) && isActive(f))
        .forEach(f -> f.packets += packets);
  }

  /// The injections of which something is left at the target, armed, active or over.
  public synchronized List<String> residue(String targetId) {
    return faults.entrySet().stream()
        .filter(e -> e.getValue().targetId.equals(targetId))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// In the order in which they came.
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /// How often a call of this kind came.
  public synchronized long count(Step step) {
    return calls.stream().filter(c -> c.step() == step).count();
  }

  /// The next call of this kind fails; `apply` does when it's half done.
  public synchronized void failNext(Step step, Code code) {
    failing.put(step, code);
  }

  /// This happens during the next call of this kind, before it's done.
  public synchronized void during(Step step, Runnable event) {
    events.put(step, event);
  }

  /// Somebody else removes the fault.
  public synchronized void vanish(String injectionId) {
    faults.remove(injectionId);
  }

  // ---- What the fake injector does

  synchronized void record(Step step, String injectionId) throws InjectorException {
    calls.add(new Call(step, injectionId));
    Runnable event = events.remove(step);
    if (event != null) {
      event.run();
    }
    if (step != Step.APPLY) {
      failIfTold(step);
    }
  }

  synchronized void arm(String injectionId, String targetId) throws InjectorException {
    faults.put(injectionId, new Fault(targetId));
    failIfTold(Step.APPLY);
  }

  synchronized void lease(String injectionId, Duration lease) throws InjectorException {
    Fault fault = faults.get(injectionId);
    if (fault == null) {
      throw new InjectorException(Code.FAILED, "the fault " + injectionId + " isn't there");
    }
    fault.leaseEnd = clock.instant().plus(lease);
  }

  /// False when the lease was over.
  synchronized boolean extend(String injectionId, Duration lease) throws InjectorException {
    if (!isActive(injectionId)) {
      return false;
    }
    lease(injectionId, lease);
    return true;
  }

  synchronized void endLease(String injectionId) {
    find(injectionId).ifPresent(f -> f.leaseEnd = null);
  }

  synchronized void takeOver(String previous, String injectionId, Duration lease)
      throws InjectorException {
    lease(injectionId, lease);
    endLease(previous);
  }

  synchronized boolean isActive(String injectionId) {
    return find(injectionId).filter((Predicate<Fault>) this::isActive).isPresent();
  }

  synchronized long packets(String injectionId) {
    return find(injectionId).map(f -> f.packets).orElse(0L);
  }

  /// Whether it was there.
  synchronized boolean remove(String injectionId) {
    return faults.remove(injectionId) != null;
  }

  private Optional<Fault> find(String injectionId) {
    return Optional.ofNullable(faults.get(injectionId));
  }

  private boolean isActive(Fault fault) {
    return fault.leaseEnd != null && clock.instant().isBefore(fault.leaseEnd);
  }

  private void failIfTold(Step step) throws InjectorException {
    Code code = failing.remove(step);
    if (code != null) {
      throw new InjectorException(code, step + " was told to fail");
    }
  }

  private static final class Fault {
    private final String targetId;
    private @Nullable Instant leaseEnd;
    private long packets;

    Fault(String targetId) {
      this.targetId = targetId;
    }
  }
}
