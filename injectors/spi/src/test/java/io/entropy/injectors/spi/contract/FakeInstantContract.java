package io.entropy.injectors.spi.contract;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import io.entropy.injectors.spi.fake.FakeInjectorProvider;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.entropy.injectors.spi.mode.FailureMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The contract's hooks for deeds that are names in a set.
abstract class FakeInstantContract extends InstantContract {
  final Set<String> done = new HashSet<>();
  private int made;

  /// How a broken one differs from a sound one.
  Injector flaw(Injector sound) {
    return sound;
  }

  @Override
  protected InjectorProvider provider() {
    return new Provider();
  }

  @Override
  protected ContainerRuntime runtime() {
    return new FakeContainerRuntime();
  }

  @Override
  protected Target freshTarget() {
    return FakeTargets.running("target-" + ++made, Map.of());
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  protected boolean effectPresent(Target target) {
    return done.contains(target.getId());
  }

  @Override
  protected List<String> residue(Target target) {
    return List.of();
  }

  private final class Provider implements InjectorProvider {
    @Override
    public FailureMode mode() {
      return FakeInjectorProvider.INSTANT;
    }

    @Override
    public Injector open(InjectorContext context) {
      return flaw(new Sound(context));
    }
  }

  private final class Sound implements Injector {
    private final InjectorContext context;

    Sound(InjectorContext context) {
      this.context = context;
    }

    @Override
    public List<MechanismStatus> probe() {
      return List.of();
    }

    @Override
    public Undo plan(InjectionRequest request) {
      String id = request.target().getId();
      String mode = FakeInjectorProvider.INSTANT.name();
      return new Undo(request.injectionId(), context.session(), mode, id, "it", Map.of());
    }

    @Override
    public ActiveFault apply(InjectionRequest request, Undo undo) {
      return new Deed(request.target().getId());
    }

    @Override
    public Reverted revert(Undo undo) {
      return new Reverted.Nothing("it's done");
    }
  }

  private final class Deed implements ActiveFault {
    private final String target;

    Deed(String target) {
      this.target = target;
    }

    @Override
    public String mechanism() {
      return "memory";
    }

    @Override
    public void release(Duration lease) {
      done.add(target);
    }

    @Override
    public void takeOver(ActiveFault previous, Duration lease) {
      release(lease);
    }

    @Override
    public Lease refresh(Duration lease) {
      return Lease.LOST;
    }

    @Override
    public Verification verify() {
      return new Verification(done.contains(target), "it's in the set, or not");
    }

    @Override
    public void end() {}

    @Override
    public Fidelity observe() {
      return Fidelity.newBuilder()
          .setAsked("a name")
          .setAchieved(done.contains(target) ? "a name" : "")
          .addMeasurements(Measurement.newBuilder().setName("names").setUnit("names").setValue(1))
          .setVerdict(Fidelity.Verdict.AS_ASKED)
          .build();
    }
  }
}
