package io.entropy.cli.run;

import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.cli.standalone.Rehearsal;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Loads and links, while the command line is still being read, what a run needs first: the
/// injector of the mode that stands there and a policy's tick on one thread, the engine's client on
/// another. What goes wrong here goes wrong again, and is told, where it matters.
public final class WarmUp {
  /// The client of the engine that the environment names; null when it's taken or nothing is warm.
  private static final AtomicReference<@Nullable FutureTask<DockerRuntime>> ENGINE =
      new AtomicReference<>();

  /// A run has one node, and asks no engine for its name.
  private static final String NODE = "local";

  private static @Nullable FailureModes modes;

  private WarmUp() {}

  public static void start(List<String> arguments) {
    FutureTask<DockerRuntime> engine =
        new FutureTask<>(() -> open(EngineEndpoint.of(null, System.getenv())));
    ENGINE.set(engine);
    Thread.ofPlatform()
        .daemon()
        .name("warm-up-injector")
        .start(() -> quietly(() -> injector(arguments, engine)));
    Thread.ofPlatform()
        .daemon()
        .name("warm-up-engine")
        .start(() -> {
          engine.run();
          quietly(() -> engine.get().list());
        });
  }

  /// A client of that engine, for who then closes it: the warm one if it's the same engine's.
  static DockerRuntime engine(EngineEndpoint endpoint) {
    @Nullable FutureTask<DockerRuntime> warm = ENGINE.getAndSet(null);
    try {
      if (warm != null && warm.get().endpoint().equals(endpoint)) {
        return warm.get();
      }
    } catch (ExecutionException _) {
      // Told below.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return open(endpoint);
  }

  private static DockerRuntime open(EngineEndpoint endpoint) {
    return DockerRuntime.ofNode(endpoint, NODE);
  }

  /// Those on the class path, loaded once.
  static synchronized FailureModes modes() {
    FailureModes loaded = modes == null ? FailureModes.load() : modes;
    modes = loaded;
    return loaded;
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void injector(List<String> arguments, FutureTask<DockerRuntime> engine)
      throws Exception {
    // First what the other thread doesn't load as well.
    List<InjectorProvider> providers = modes().providers();
    try (InjectorContext context = new InjectorContext("00000000", engine.get())) {
      for (InjectorProvider provider : providers) {
        if (arguments.stream().anyMatch(provider.mode()::answersTo)) {
          provider.open(context).warm();
          Rehearsal.of(provider.mode().name(), modes());
        }
      }
    }
  }

  private static void quietly(Step step) {
    try {
      step.run();
    } catch (Exception _) {
      // Told where it matters.
    }
  }
}
