package io.entropy.cli.host;

import io.entropy.agent.injection.Injectors;
import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The injectors of this host for a command that makes no faults itself.
final class HostInjectors implements AutoCloseable {
  private final ContainerRuntime runtime;
  private final InjectorContext context;
  private final Injectors injectors;

  private HostInjectors(ContainerRuntime runtime) {
    this.runtime = runtime;
    String session = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
    this.context = new InjectorContext(session, runtime);
    this.injectors = new Injectors(FailureModes.load(), context);
  }

  static HostInjectors open(@Nullable String endpoint) throws RuntimeUnavailableException {
    return new HostInjectors(DockerRuntime.open(EngineEndpoint.of(endpoint, System.getenv())));
  }

  ContainerRuntime runtime() {
    return runtime;
  }

  Injectors injectors() {
    return injectors;
  }

  @Override
  public void close() {
    context.close();
    runtime.close();
  }
}
