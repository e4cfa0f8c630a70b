package io.entropy.injectors.latency.nfqueue;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.kernel.queue.Treatment;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Mechanism;
import io.entropy.injectors.latency.impairment.Way;
import io.entropy.injectors.network.QueuedFaults;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The mechanism that has the kernel queue packets for this process. Any thread.
public final class NfQueue implements Mechanism {
  public static final String NAME = QueuedFaults.NAME;

  private final QueuedFaults faults;

  public NfQueue(FailureMode mode, InjectorContext context) {
    this.faults = new QueuedFaults(mode, context);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public MechanismStatus status() {
    return faults.status();
  }

  @Override
  public Optional<String> limit(Impairment impairment) {
    return impairment.way() == Way.RECV
        ? Optional.empty()
        : Optional.of("holds only what is received: held on its way out, TCP would all but stop");
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    return faults.plan(request);
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo, Impairment impairment)
      throws InjectorException {
    return faults.arm(
        request,
        undo,
        treatment(impairment, QueuedFaults.random(request)),
        (counters, achieved) -> judge(impairment, counters, achieved));
  }

  private static Treatment treatment(Impairment impairment, RandomGenerator random) {
    return switch (impairment) {
      case Impairment.Delay delay -> new DelayTreatment(delay, random);
      case Impairment.Reordering reordering -> new ReorderTreatment(reordering, random);
      case Impairment.Corruption corruption -> new CorruptTreatment(corruption, random);
      case Impairment.Duplication duplication -> new DuplicateTreatment(duplication, random);
    };
  }

  private static Fidelity judge(Impairment impairment, Counters counters, Achieved achieved) {
    return switch (impairment) {
      case Impairment.Delay delay -> DelayFidelity.of(delay, counters, achieved);
      case Impairment.Reordering reordering ->
          ShareFidelity.of(reordering, "reordered", counters, achieved);
      case Impairment.Corruption corruption ->
          ShareFidelity.of(corruption, "corrupted", counters, achieved);
      case Impairment.Duplication duplication ->
          ShareFidelity.of(duplication, "duplicated", counters, achieved);
    };
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    return faults.revert(undo);
  }
}
