package io.entropy.injectors.spi.contract;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Contracts over faults that each break one promise.
final class BrokenFaults {
  private static final Duration FOREVER = Duration.ofDays(10_000);

  private BrokenFaults() {}

  abstract static class Broken extends FakeInjectorContract {
    abstract ActiveFault flaw(ActiveFault sound);

    @Override
    protected InjectorProvider provider() {
      UnaryOperator<ActiveFault> flaw = this::flaw;
      return new Flawed.Provider(super.provider(), sound -> new Flawed.OneInjector(sound, flaw));
    }
  }

  static class LeaseNeverEnds extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public void release(Duration lease) throws InjectorException {
          super.release(FOREVER);
        }
      };
    }
  }

  static class RefreshIsForever extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public Lease refresh(Duration lease) throws InjectorException {
          return super.refresh(FOREVER);
        }
      };
    }
  }

  static class RefreshDoesNothing extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public Lease refresh(Duration lease) {
          return Lease.KEPT;
        }
      };
    }
  }

  static class LostLeaseIsRevived extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public Lease refresh(Duration lease) throws InjectorException {
          Lease kept = super.refresh(lease);
          release(lease);
          return kept;
        }
      };
    }
  }

  static class ReleaseDoesNothing extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public void release(Duration lease) {}

        @Override
        public Verification verify() {
          return new Verification(true, "believe me");
        }
      };
    }
  }

  static class TakeOverLeavesThePreviousOne extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
          release(lease);
        }
      };
    }
  }

  static class TakeOverLeavesAGap extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
          previous.end();
        }
      };
    }
  }

  static class EndDoesNothing extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public void end() {}
      };
    }
  }

  static class ObservationIsEmpty extends Broken {
    @Override
    ActiveFault flaw(ActiveFault sound) {
      return new Flawed.OneFault(sound) {
        @Override
        public Fidelity observe() {
          return Fidelity.getDefaultInstance();
        }
      };
    }
  }
}
