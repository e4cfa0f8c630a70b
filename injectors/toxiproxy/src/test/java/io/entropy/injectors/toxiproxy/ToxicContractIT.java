package io.entropy.injectors.toxiproxy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.contract.InjectorContract;
import io.entropy.injectors.spi.engine.EngineRuntime;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract of injectors, for toxics at a real server.
abstract class ToxicContractIT extends InjectorContract {
  static Echo echo;

  @BeforeAll
  static void start() throws IOException {
    echo = new Echo();
  }

  @AfterAll
  static void stop() throws IOException {
    echo.close();
  }

  @Override
  protected ContainerRuntime runtime() {
    return new EngineRuntime();
  }

  @Override
  protected Target freshTarget() throws IOException {
    return echo.target();
  }

  @Override
  protected List<String> residue(Target target) throws IOException {
    return echo.toxics(target);
  }
}
