package io.entropy.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/// Tests of network faults on real containers: these, a dual-stack network for them, and a session
/// for each test. After each test nft(8), which knows nothing of us, finds no table of ours in any
/// of them. They measure, and so nothing else is tested at the same time.
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OnContainers {
  private final List<TestContainer> containers = new ArrayList<>();
  private TestEngine engine;
  private String network;
  private InjectorSession session;

  @BeforeAll
  public final void openEngine() throws IOException {
    engine = TestEngine.open();
    network = engine.dualStackNetwork();
  }

  @BeforeEach
  public final void openSession() {
    session = new InjectorSession(new EngineRuntime());
  }

  @AfterEach
  public final void leaveNothing() {
    try (InjectorSession _ = session) {
      for (TestContainer container : containers) {
        assertThat(inNetworkOf(container, "nft", "list", "tables")).doesNotContain("entropy_");
      }
    }
  }

  @AfterAll
  public final void removeEverything() {
    engine.close();
  }

  public final TestEngine engine() {
    return engine;
  }

  public final InjectorSession session() {
    return session;
  }

  public final String network() {
    return network;
  }

  /// A container on the network of this class, that lives as long as the class.
  public final TestContainer container(String... options) {
    List<String> all = new ArrayList<>(List.of("--network", network));
    all.addAll(List.of(options));
    return anyContainer(all.toArray(String[]::new));
  }

  /// The same on whatever network these options say.
  public final TestContainer anyContainer(String... options) {
    TestContainer container = engine.container(options);
    containers.add(container);
    return container;
  }

  /// What a command of the host says in the container's network.
  public static String inNetworkOf(TestContainer container, String... command) {
    List<String> all = new ArrayList<>(List.of("nsenter", "-n", "-t", "" + container.pid(), "--"));
    all.addAll(List.of(command));
    return Shell.run(all);
  }
}
