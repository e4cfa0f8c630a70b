package io.entropy.injectors.spi.mode;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Nearest;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.Failure;
import io.entropy.injectors.spi.InjectorProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// All failure modes that there are, by name and alias, each with the provider of its injector.
public final class FailureModes {
  private final List<InjectorProvider> providers;
  private final Map<String, InjectorProvider> byName = new HashMap<>();

  private FailureModes(Stream<InjectorProvider> providers) {
    this.providers =
        providers.sorted((a, b) -> a.mode().name().compareTo(b.mode().name())).toList();
    this.providers.forEach(this::register);
  }

  /// Those on the class path.
  public static FailureModes load() {
    var loader = ServiceLoader.load(InjectorProvider.class, FailureModes.class.getClassLoader());
    return new FailureModes(loader.stream().map(ServiceLoader.Provider::get));
  }

  public static FailureModes of(List<? extends InjectorProvider> providers) {
    return new FailureModes(providers.stream().map(p -> p));
  }

  /// In alphabetical order.
  public List<FailureMode> all() {
    return providers.stream().map(InjectorProvider::mode).toList();
  }

  /// In alphabetical order of their modes.
  public List<InjectorProvider> providers() {
    return providers;
  }

  /// By name or alias.
  public Optional<FailureMode> find(String typed) {
    return provider(typed).map(InjectorProvider::mode);
  }

  /// By name or alias of the mode.
  public Optional<InjectorProvider> provider(String typed) {
    return Optional.ofNullable(byName.get(typed));
  }

  /// A failure's mode, and its parameters read.
  ///
  /// @throws InvalidInputException with everything that is wrong with it
  public ResolvedFailure resolve(Failure failure) {
    Violations violations = new Violations();
    Optional<ResolvedFailure> resolved = resolve(failure, violations);
    violations.throwIfAny();
    return resolved.orElseThrow();
  }

  /// The same, noting what is wrong; empty when something is.
  public Optional<ResolvedFailure> resolve(Failure failure, Violations violations) {
    Optional<FailureMode> mode = find(failure.getMode());
    if (mode.isEmpty()) {
      violations.add("failure mode", unknown(failure.getMode()), "one of " + names());
    }
    return mode.flatMap(
        m -> m.read(failure.getParametersMap(), violations).map(p -> new ResolvedFailure(m, p)));
  }

  private String unknown(String typed) {
    return typed.isEmpty()
        ? "it's missing"
        : "there is no `" + typed + "`" + Nearest.hint(typed, byName.keySet());
  }

  private String names() {
    return String.join(", ", all().stream().map(FailureMode::name).toList());
  }

  private void register(InjectorProvider provider) {
    FailureMode mode = provider.mode();
    Stream.concat(Stream.of(mode.name()), mode.aliases().stream())
        .forEach(name -> {
          InjectorProvider other = byName.putIfAbsent(name, provider);
          if (other != null) {
            throw new IllegalStateException(
                "`%s` names a mode of both %s and %s"
                    .formatted(name, other.getClass().getName(), provider.getClass().getName()));
          }
        });
  }
}
