package io.entropy.cli.run;

import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.List;

/// Loads and links, while the command line is still being read, what a run needs first: the
/// injector of the mode that stands there on one thread, the engine's client on another. What goes
/// wrong here goes wrong again, and is told, where it matters.
public final class WarmUp {
  private WarmUp() {}

  public static void start(List<String> arguments) {
    Thread.ofPlatform()
        .daemon()
        .name("warm-up-injector")
        .start(() -> quietly(() -> injector(arguments)));
    Thread.ofPlatform().daemon().name("warm-up-engine").start(() -> quietly(WarmUp::engine));
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void injector(List<String> arguments) throws Exception {
    // First what the other thread doesn't load as well.
    List<InjectorProvider> providers = FailureModes.load().providers();
    try (ContainerRuntime runtime = engineClient();
        InjectorContext context = new InjectorContext("00000000", runtime)) {
      for (InjectorProvider provider : providers) {
        if (arguments.stream().anyMatch(provider.mode()::answersTo)) {
          provider.open(context).warm();
        }
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
