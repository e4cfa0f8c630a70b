package io.entropy.injectors.lifecycle;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.ContainerRuntime.EngineInfo;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Does a deed to a container by orders to its engine. Any thread.
final class LifecycleInjector implements Injector {

  /// Since its API 1.42 an engine takes a signal with an order to stop; older ones ignore it.
  private static final int TAKES_SIGNALS = 23;

  private static final Pattern MAJOR = Pattern.compile("^([0-9]{1,4})\\.");

  private final FailureMode mode;
  private final Function<Parameters, Deed> deeds;
  private final InjectorContext context;

  LifecycleInjector(FailureMode mode, Function<Parameters, Deed> deeds, InjectorContext context) {
    this.mode = mode;
    this.deeds = deeds;
    this.context = context;
  }

  @Override
  public List<MechanismStatus> probe() {
    MechanismStatus.Builder status = MechanismStatus.newBuilder().setName(DeedFault.MECHANISM);
    try {
      EngineInfo engine = context.runtime().info();
      status.setAvailable(true).setDetail(engine.version());
    } catch (RuntimeUnavailableException e) {
      status.setDetail(String.valueOf(e.getMessage()));
    }
    return List.of(status.build());
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    Target target = request.target();
    var _ = new TargetLife(target, context.runtime()).up();
    if (deeds.apply(request.parameters()).namesAStopSignal()) {
      refuseAnEngineThatIgnoresSignals();
    }
    return new Undo(
        request.injectionId(),
        context.session(),
        mode.name(),
        target.getId(),
        target.getSpec().getName(),
        Map.of());
  }

  private void refuseAnEngineThatIgnoresSignals() throws InjectorException {
    String version;
    try {
      version = context.runtime().info().version();
    } catch (RuntimeUnavailableException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
    Matcher major = MAJOR.matcher(version);
    if (major.find() && Integer.parseInt(major.group(1)) < TAKES_SIGNALS) {
      throw new InjectorException(
          Code.UNSUPPORTED,
          "Docker %s sends the container's own stop signal only, another one needs Docker %d:"
                  .formatted(version, TAKES_SIGNALS)
              + " leave `signal` out, or use `kill`");
    }
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo) {
    TargetLife life = new TargetLife(request.target(), context.runtime());
    return new DeedFault(deeds.apply(request.parameters()), life);
  }

  @Override
  public Reverted revert(Undo undo) {
    return new Reverted.Nothing("a " + mode.name() + " can't be undone");
  }
}
