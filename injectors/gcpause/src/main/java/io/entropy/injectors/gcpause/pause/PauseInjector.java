package io.entropy.injectors.gcpause.pause;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.gcpause.standstill.Claim;
import io.entropy.injectors.kernel.process.Watchdog;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.util.List;
import java.util.Optional;

/// Makes every process of a container stand still for as long as the injection lasts. Any thread.
final class PauseInjector implements Injector {
  private static final Claim CLAIM = new Claim("every process stands still", Optional.empty());

  private final ContainerPauses pauses;

  PauseInjector(InjectorContext context) {
    this.pauses = new ContainerPauses(PauseMode.MODE, context);
  }

  @Override
  public void warm() {
    try {
      Watchdog.warm();
    } catch (KernelException _) {
      // The first fault will say so.
    }
  }

  @Override
  public List<MechanismStatus> probe() {
    return Ways.probe();
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    return pauses.plan(request, request.parameters().find(PauseMode.METHOD));
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
    return pauses.arm(undo, CLAIM);
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    return pauses.revert(undo);
  }
}
