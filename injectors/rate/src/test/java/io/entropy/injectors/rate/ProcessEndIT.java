package io.entropy.injectors.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.FaultProcess;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a limit when the process that made it is killed, or stopped.
class ProcessEndIT extends OnShapedContainers {
  private static final int PACKETS = 30;
  private static final String SLOW = "rate=8kbit burst=100 protocol=udp direction=";

  private List<Stray> strays() {
    return Strays.list(NetworkNamespace.ofProcess(target().pid()));
  }

  private boolean limited(String direction) throws Exception {
    boolean recv = direction.equals("recv");
    TestContainer from = recv ? peer() : target();
    TestContainer to = recv ? target() : peer();
    try (Traffic traffic = Traffic.between(from, to, Ip.V4.address(to))) {
      return traffic.send(PACKETS) < PACKETS / 2;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int waited = 0; !condition.getAsBoolean() && waited < 1_000; waited++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void whenItsProcessIsKilledTheLimitIsOverAndItsRecordRemovesTheRest(String direction)
      throws Exception {
    try (FaultProcess process =
            FaultProcess.start(target(), "rate", SLOW + direction, Duration.ofMinutes(1));
        InjectorContext another = new InjectorContext("00c0ffee", new EngineRuntime())) {
      assertThat(limited(direction)).isTrue();
      process.kill();
      await(() -> strays().isEmpty());
      assertThat(limited(direction)).isFalse();
      assertThat(trafficControl(target())).as("inert").isNotEmpty();
      Injector injector = new RateProvider().open(another);
      assertThat(injector.revert(process.undo())).isInstanceOf(Reverted.Removed.class);
      assertThat(trafficControl(target())).isEmpty();
      assertThat(injector.revert(process.undo())).isInstanceOf(Reverted.Nothing.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void whenItsProcessIsStoppedTheLimitIsOverWithItsLease(String direction) throws Exception {
    try (FaultProcess process =
            FaultProcess.start(target(), "rate", SLOW + direction, Duration.ofSeconds(3));
        InjectorContext another = new InjectorContext("00c0ffee", new EngineRuntime())) {
      process.stop();
      await(() -> strays().stream().noneMatch(Stray::active));
      assertThat(limited(direction)).isFalse();
      Injector injector = new RateProvider().open(another);
      assertThat(injector.revert(process.undo())).isInstanceOf(Reverted.Inert.class);
      assertThat(limited(direction)).isFalse();
      process.kill();
      await(() -> strays().isEmpty());
      assertThat(injector.revert(process.undo())).isInstanceOf(Reverted.Removed.class);
    }
  }
}
