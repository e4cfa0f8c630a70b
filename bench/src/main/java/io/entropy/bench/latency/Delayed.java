package io.entropy.bench.latency;

import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.v1.Target;
import io.entropy.bench.host.Container;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureModes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/// The real injector of `latency` on one container, as an agent would call it.
final class Delayed implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final DockerRuntime runtime;
  private final InjectorContext context;
  private final InjectorProvider provider;
  private final Injector injector;
  private final Target target;

  Delayed(Container container) throws Exception {
    runtime = DockerRuntime.open(EngineEndpoint.of(null, System.getenv()));
    target = runtime.inspect(container.id()).orElseThrow();
    String session = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    context = new InjectorContext(session, runtime);
    provider = FailureModes.load().provider("latency").orElseThrow();
    injector = provider.open(context);
  }

  /// Does something while packets are delayed by the queue.
  <T> T by(String time, String protocol, Callable<T> body) throws Exception {
    Map<String, String> texts = new HashMap<>(Map.of("time", time, "protocol", protocol));
    texts.put("method", "nfqueue");
    InjectionRequest request = new InjectionRequest("bench", target, provider.mode().read(texts));
    Undo undo = injector.plan(request);
    try {
      ActiveFault fault = injector.apply(request, undo);
      fault.release(LEASE);
      return body.call();
    } finally {
      var _ = injector.revert(undo);
    }
  }

  @Override
  public void close() {
    try (runtime) {
      context.close();
    }
  }
}
