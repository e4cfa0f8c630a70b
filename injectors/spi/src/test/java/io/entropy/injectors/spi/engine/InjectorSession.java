package io.entropy.injectors.spi.engine;

import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// What is a process in production: a session of its own that makes faults. Their parameters are
/// given as they're typed: `percent=30 dport=80`.
public final class InjectorSession implements AutoCloseable {
  /// Longer than any test measures.
  public static final Duration LEASE = Duration.ofSeconds(60);

  private final InjectorContext context;

  public InjectorSession(ContainerRuntime runtime) {
    String name = "%08x".formatted(ThreadLocalRandom.current().nextInt());
    context = new InjectorContext(name, runtime);
  }

  /// A fault with its rules in place and no lease.
  public Started arm(InjectorProvider provider, Target target, String parameters)
      throws InjectorException {
    return arm(provider, target, parameters, List.of());
  }

  /// The same, about these peers.
  public Started arm(InjectorProvider provider, Target target, String parameters, List<Peer> peers)
      throws InjectorException {
    InjectionRequest request = request(provider, target, parameters, peers);
    Injector injector = provider.open(context);
    Undo undo = injector.plan(request);
    ActiveFault fault = injector.apply(request, undo);
    return new Started(injector, undo, fault);
  }

  /// A fault at work.
  public Started start(InjectorProvider provider, TestContainer target, String parameters)
      throws InjectorException {
    return start(provider, target.target(), parameters);
  }

  public Started start(InjectorProvider provider, Target target, String parameters)
      throws InjectorException {
    Started started = arm(provider, target, parameters);
    started.fault().release(LEASE);
    return started;
  }

  private static InjectionRequest request(
      InjectorProvider provider, Target target, String parameters, List<Peer> peers) {
    Map<String, String> texts =
        Arrays.stream(parameters.split(" "))
            .filter(word -> !word.isEmpty())
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    String id = "test-%08x".formatted(ThreadLocalRandom.current().nextInt());
    return new InjectionRequest(id, target, provider.mode().read(texts), peers);
  }

  @Override
  public void close() {
    context.close();
  }
}
