package io.entropy.injectors.spi.contract;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// Injectors and faults that pass everything on, to be flawed in one place each.
final class Flawed {
  private Flawed() {}

  record Provider(InjectorProvider sound, UnaryOperator<Injector> flaw)
      implements InjectorProvider {
    @Override
    public FailureMode mode() {
      return sound.mode();
    }

    @Override
    public Injector open(InjectorContext context) {
      return flaw.apply(sound.open(context));
    }
  }

  static class OneInjector implements Injector {
    final Injector sound;
    private final UnaryOperator<ActiveFault> flaw;

    OneInjector(Injector sound, UnaryOperator<ActiveFault> flaw) {
      this.sound = sound;
      this.flaw = flaw;
    }

    OneInjector(Injector sound) {
      this(sound, fault -> fault);
    }

    @Override
    public List<MechanismStatus> probe() {
      return sound.probe();
    }

    @Override
    public Undo plan(InjectionRequest request) throws InjectorException {
      return sound.plan(request);
    }

    @Override
    public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
      return flaw.apply(sound.apply(request, undo));
    }

    @Override
    public Reverted revert(Undo undo) throws InjectorException {
      return sound.revert(undo);
    }
  }

  static class OneFault implements ActiveFault {
    final ActiveFault sound;

    OneFault(ActiveFault sound) {
      this.sound = sound;
    }

    @Override
    public String mechanism() {
      return sound.mechanism();
    }

    @Override
    public void release(Duration lease) throws InjectorException {
      sound.release(lease);
    }

    @Override
    public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
      sound.takeOver(((OneFault) previous).sound, lease);
    }

    @Override
    public Lease refresh(Duration lease) throws InjectorException {
      return sound.refresh(lease);
    }

    @Override
    public Verification verify() throws InjectorException {
      return sound.verify();
    }

    @Override
    public void end() throws InjectorException {
      sound.end();
    }

    @Override
    public Fidelity observe() throws InjectorException {
      return sound.observe();
    }
  }
}
