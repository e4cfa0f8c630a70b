package io.entropy.cli.run;

import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.List;

/// What this host has of what one mode needs.
final class ModeProbe {
  private ModeProbe() {}

  static List<MechanismStatus> of(String mode) {
    try (ContainerRuntime runtime = DockerRuntime.open(EngineEndpoint.of(null, System.getenv()));
        InjectorContext context = new InjectorContext("00000000", runtime)) {
      return FailureModes.load()
          .provider(mode)
          .map(provider -> provider.open(context).probe())
          .orElse(List.of());
    } catch (RuntimeUnavailableException _) {
      return List.of(); // told where the engine is asked
    }
  }
}
