package io.entropy.injectors.spi.contract;

import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Contracts over injectors that each break one promise.
final class BrokenInjectors {
  private BrokenInjectors() {}

  abstract static class Broken extends FakeInjectorContract {
    abstract Injector flaw(Injector sound);

    @Override
    protected InjectorProvider provider() {
      return new Flawed.Provider(super.provider(), this::flaw);
    }
  }

  static class PlanChangesSomething extends Broken {
    @Override
    Injector flaw(Injector sound) {
      return new Flawed.OneInjector(sound) {
        @Override
        public Undo plan(InjectionRequest request) throws InjectorException {
          Undo undo = super.plan(request);
          var _ = apply(request, undo);
          return undo;
        }
      };
    }
  }

  static class ArmedFaultIsActive extends Broken {
    @Override
    Injector flaw(Injector sound) {
      return new Flawed.OneInjector(sound) {
        @Override
        public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
          ActiveFault fault = super.apply(request, undo);
          fault.release(Duration.ofSeconds(1));
          return fault;
        }
      };
    }
  }

  static class RevertDoesNothing extends Broken {
    @Override
    Injector flaw(Injector sound) {
      return new Flawed.OneInjector(sound) {
        @Override
        public Reverted revert(Undo undo) {
          return new Reverted.Removed();
        }
      };
    }
  }

  static class SecondRevertFails extends Broken {
    @Override
    Injector flaw(Injector sound) {
      return new Flawed.OneInjector(sound) {
        @Override
        public Reverted revert(Undo undo) throws InjectorException {
          if (super.revert(undo) instanceof Reverted.Removed removed) {
            return removed;
          }
          throw new InjectorException(InjectorException.Code.FAILED, "no such fault");
        }
      };
    }
  }

  static class RevertKnowsOnlyItsOwn extends Broken {
    @Override
    Injector flaw(Injector sound) {
      Set<String> own = new HashSet<>();
      return new Flawed.OneInjector(sound) {
        @Override
        public ActiveFault apply(InjectionRequest request, Undo undo) throws InjectorException {
          own.add(undo.injectionId());
          return super.apply(request, undo);
        }

        @Override
        public Reverted revert(Undo undo) throws InjectorException {
          return own.contains(undo.injectionId())
              ? super.revert(undo)
              : new Reverted.Nothing("never heard of it");
        }
      };
    }
  }
}
