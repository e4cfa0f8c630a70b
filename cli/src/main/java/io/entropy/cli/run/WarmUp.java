package io.entropy.cli.run;

import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.FailureModes;

/// Loads and links, while the command line is still being read, what a run needs first: the native
/// bindings on one thread, the engine's client on another. What goes wrong here goes wrong again,
/// and is told, where it matters.
public final class WarmUp {
  private WarmUp() {}

  public static void start() {
    Thread.ofPlatform().daemon().name("warm-up-kernel").start(() -> quietly(WarmUp::kernel));
    Thread.ofPlatform().daemon().name("warm-up-engine").start(() -> quietly(WarmUp::engine));
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void kernel() throws Exception {
    try (ContainerRuntime runtime = engineClient();
        InjectorContext context = new InjectorContext("00000000", runtime)) {
      for (InjectorProvider provider : FailureModes.load().providers()) {
        provider.open(context).warm();
      }
    }
  }

  private static void engine() throws Exception {
    try (ContainerRuntime runtime = engineClient()) {
      var _ = runtime.list();
    }
  }

  private static ContainerRuntime engineClient() throws RuntimeUnavailableException {
    return DockerRuntime.open(EngineEndpoint.of(null, System.getenv()));
  }

  private static void quietly(Step step) {
    try {
      step.run();
    } catch (Exception _) {
      // Told where it matters.
    }
  }
}
