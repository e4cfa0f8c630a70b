package io.entropy.injectors.spi.fake;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.util.List;
import java.util.Map;

/// Makes faults in [FakeFaults], step by step as a real injector does.
final class FakeInjector implements Injector {
  private final String mode;
  private final String session;
  private final FakeFaults faults;

  FakeInjector(String mode, String session, FakeFaults faults) {
    this.mode = mode;
    this.session = session;
    this.faults = faults;
  }

  @Override
  public List<MechanismStatus> probe() {
    return List.of(MechanismStatus.newBuilder().setName("memory").setAvailable(true).build());
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    faults.record(Step.PLAN, request.injectionId());
    return new Undo(
        request.injectionId(),
        session,
        mode,
        request.target().getId(),
        request.target().getSpec().getName(),
        Map.of("kind", "fake"));
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    faults.record(Step.APPLY, undo.injectionId());
    faults.arm(undo.injectionId(), undo.targetId());
    return new FakeFault(request, faults);
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    faults.record(Step.REVERT, undo.injectionId());
    return faults.remove(undo.injectionId())
        ? new Reverted.Removed()
        : new Reverted.Nothing("it isn't there");
  }
}
