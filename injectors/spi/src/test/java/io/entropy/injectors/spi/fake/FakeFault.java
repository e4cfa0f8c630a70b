package io.entropy.injectors.spi.fake;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;

/// A handle on one fault in [FakeFaults].
final class FakeFault implements ActiveFault {
  private final InjectionRequest request;
  private final FakeFaults faults;

  FakeFault(InjectionRequest request, FakeFaults faults) {
    this.request = request;
    this.faults = faults;
  }

  @Override
  public String mechanism() {
    return "memory";
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    faults.record(Step.RELEASE, id());
    faults.lease(id(), lease);
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    faults.record(Step.TAKE_OVER, id());
    faults.takeOver(((FakeFault) previous).id(), id(), lease);
  }

  @Override
  public Lease refresh(Duration lease) throws InjectorException {
    faults.record(Step.REFRESH, id());
    return faults.extend(id(), lease) ? Lease.KEPT : Lease.LOST;
  }

  @Override
  public Verification verify() throws InjectorException {
    faults.record(Step.VERIFY, id());
    boolean active = faults.isActive(id());
    return new Verification(active, active ? "the lease lives" : "there is no live lease");
  }

  @Override
  public void end() throws InjectorException {
    faults.record(Step.END, id());
    faults.endLease(id());
  }

  @Override
  public Fidelity observe() throws InjectorException {
    faults.record(Step.OBSERVE, id());
    long packets = faults.packets(id());
    return Fidelity.newBuilder()
        .setAsked("100% of packets")
        .setAchieved(packets == 0 ? "" : "100%% (%1$d of %1$d packets)".formatted(packets))
        .addMeasurements(
            Measurement.newBuilder()
                .setName("packets_dropped")
                .setValue((double) packets)
                .setUnit("packets"))
        .setVerdict(packets == 0 ? Fidelity.Verdict.INCONCLUSIVE : Fidelity.Verdict.AS_ASKED)
        .build();
  }

  private String id() {
    return request.injectionId();
  }
}
