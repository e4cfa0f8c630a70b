package io.entropy.bench.fault;

import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// The injectors of this machine's engine, opened once, and the faults that they make.
public final class Faults implements AutoCloseable {
  private final DockerRuntime runtime;
  private final InjectorContext context;
  private final FailureModes modes = FailureModes.load();
  private final Map<String, Injector> injectors = new HashMap<>();
  private final Map<String, Target> targets = new HashMap<>();
  private int made;

  private Faults(DockerRuntime runtime) {
    this.runtime = runtime;
    this.context = new InjectorContext(digits(), runtime);
  }

  public static Faults open() throws RuntimeUnavailableException {
    return new Faults(DockerRuntime.open(EngineEndpoint.of(null, System.getenv())));
  }

  private static String digits() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  /// Plans and arms a fault: nothing happens yet. Close it.
  ///
  /// @param parameters as they're typed
  public Injected arm(String containerId, String mode, Map<String, String> parameters)
      throws InjectorException, RuntimeUnavailableException {
    InjectorProvider provider = modes.provider(mode).orElseThrow();
    Injector injector = injectors.computeIfAbsent(mode, _ -> provider.open(context));
    // A new id each time, since the dice of a fault are thrown by it.
    InjectionRequest request =
        new InjectionRequest(
            "bench-" + digits() + "-" + made++,
            target(containerId),
            provider.mode().read(parameters));
    Undo undo = injector.plan(request);
    return Injected.arm(injector, request, undo);
  }

  /// Whether a mode's parameter may have this value.
  public boolean has(String mode, String parameter, String value) {
    return modes
        .provider(mode)
        .flatMap(provider -> provider.mode().parameter(parameter))
        .filter(
            declared -> new Violations().read(parameter, value, declared.type()::read).isPresent())
        .isPresent();
  }

  private Target target(String id) throws RuntimeUnavailableException {
    Target known = targets.get(id);
    if (known == null) {
      known = runtime.inspect(id).orElseThrow();
      targets.put(id, known);
    }
    return known;
  }

  @Override
  public void close() {
    try (runtime) {
      context.close();
    }
  }
}
