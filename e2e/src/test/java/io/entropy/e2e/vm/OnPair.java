package io.entropy.e2e.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// Tests of an injector on one [NamespacePair], a session each; after each, nothing is left of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnPair {
  static final Duration LEASE = InjectorSession.LEASE;

  private final PairRuntime runtime = new PairRuntime();
  private NamespacePair pair;
  private InjectorSession session;

  @BeforeAll
  final void makeNamespaces() throws IOException {
    pair = new NamespacePair();
    runtime.add(pair.container());
  }

  @BeforeEach
  final void openSession() {
    session = new InjectorSession(runtime);
  }

  @AfterEach
  final void leaveNothing() {
    try (InjectorSession _ = session) {
      assertThat(Shaping.list(pair.target())).isEmpty();
      assertThat(pair.tc("qdisc", "show")).doesNotContain("htb", "netem");
    }
    assertThat(Strays.list(pair.target())).isEmpty();
  }

  @AfterAll
  final void deleteNamespaces() {
    pair.close();
  }

  final NamespacePair pair() {
    return pair;
  }

  final Target target() {
    return pair.container();
  }

  final InjectorSession session() {
    return session;
  }

  final PairRuntime runtime() {
    return runtime;
  }

  final Started start(InjectorProvider provider, String parameters) throws InjectorException {
    return session.start(provider, target(), parameters);
  }
}
