package io.entropy.injectors.drop;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// What is a process in production: a session of its own that makes drops. Their parameters are
/// given as they're typed: `percent=30 dport=80`.
final class DropSession implements AutoCloseable {
  /// Longer than any test measures.
  static final Duration LEASE = Duration.ofSeconds(60);

  private final InjectorContext context;

  DropSession(ContainerRuntime runtime) {
    String name = "%08x".formatted(ThreadLocalRandom.current().nextInt());
    context = new InjectorContext(name, runtime);
  }

  /// A fault with its rules in place and no lease.
  Drop arm(Way way, Target target, String parameters) throws InjectorException {
    InjectionRequest request = request(way, target, parameters);
    Injector injector = way.provider().open(context);
    Undo undo = injector.plan(request);
    ActiveFault fault = injector.apply(request, undo);
    return new Drop(injector, undo, fault);
  }

  /// A fault at work.
  Drop start(Way way, TestContainer target, String parameters) throws InjectorException {
    return start(way, target.target(), parameters);
  }

  Drop start(Way way, Target target, String parameters) throws InjectorException {
    Drop drop = arm(way, target, parameters);
    drop.fault().release(LEASE);
    return drop;
  }

  private static InjectionRequest request(Way way, Target target, String parameters) {
    Map<String, String> texts =
        Arrays.stream(parameters.split(" "))
            .filter(word -> !word.isEmpty())
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    String id = "test-%08x".formatted(ThreadLocalRandom.current().nextInt());
    return new InjectionRequest(id, target, way.provider().mode().read(texts));
  }

  @Override
  public void close() {
    context.close();
  }
}
