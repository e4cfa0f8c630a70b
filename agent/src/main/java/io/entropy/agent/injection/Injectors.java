package io.entropy.agent.injection;

import io.entropy.api.v1.Failure;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.mode.FailureMode.Span;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.ResolvedFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The injectors of this process, each opened when first used. Any thread.
public final class Injectors {
  private final FailureModes modes;
  private final InjectorContext context;
  private final Map<String, Injector> opened = new ConcurrentHashMap<>();

  public Injectors(FailureModes modes, InjectorContext context) {
    this.modes = modes;
    this.context = context;
  }

  /// A failure, ready to be made.
  record Ready(Injector injector, Span span, Parameters parameters) {}

  /// What makes a failure.
  ///
  /// @throws io.entropy.api.text.InvalidInputException when there is no such mode, or its
  ///   parameters are wrong
  Ready ready(Failure failure) {
    ResolvedFailure resolved = modes.resolve(failure);
    Injector injector = find(resolved.mode().name()).orElseThrow();
    return new Ready(injector, resolved.mode().span(), resolved.parameters());
  }

  /// By the failure mode's name.
  public Optional<Injector> find(String mode) {
    return modes
        .provider(mode)
        .map(provider ->
            opened.computeIfAbsent(provider.mode().name(), _ -> provider.open(context)));
  }

  /// Opens all of them and asks what this host has, which also warms them.
  public List<MechanismStatus> probe() {
    Map<String, MechanismStatus> found = new LinkedHashMap<>();
    modes.all().stream()
        .flatMap(mode -> find(mode.name()).stream())
        .flatMap(injector -> injector.probe().stream())
        .forEach(mechanism -> found.putIfAbsent(mechanism.getName(), mechanism));
    return List.copyOf(found.values());
  }
}
