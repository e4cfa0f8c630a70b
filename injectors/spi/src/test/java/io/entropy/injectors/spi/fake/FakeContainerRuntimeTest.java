package io.entropy.injectors.spi.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.ContainerRuntime.ContainerEvent;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.Order.Outcome;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.value.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeContainerRuntimeTest {
  private final FakeContainerRuntime runtime = new FakeContainerRuntime();
  private final Target voter = FakeTargets.running("voter", Map.of("k", "v"));
  private final List<ContainerEvent> events = new ArrayList<>();
  private final List<RuntimeUnavailableException> losses = new ArrayList<>();

  @Test
  void listsWithoutPidsAndInspectsWithThem() throws Exception {
    runtime.put(voter);
    assertThat(runtime.list()).hasSize(1);
    assertThat(runtime.list().getFirst().getStatus().getPid()).isZero();
    assertThat(runtime.inspect("voter")).contains(voter);
    assertThat(runtime.inspect(voter.getId())).contains(voter);
    assertThat(runtime.inspect("other")).isEmpty();
  }

  @Test
  void followersSeeContainersStartDieAndGo() throws Exception {
    try (var _ = runtime.follow(events::add, losses::add)) {
      runtime.start(voter);
      runtime.die(voter.getId());
      assertThat(runtime.inspect("voter").orElseThrow().getStatus().getState())
          .isEqualTo(State.STOPPED);
      runtime.destroy(voter.getId());
    }
    runtime.start(voter);
    assertThat(events)
        .extracting(ContainerEvent::type)
        .containsExactly(
            ContainerEvent.Type.STARTED, ContainerEvent.Type.DIED, ContainerEvent.Type.DESTROYED);
    assertThat(runtime.followers()).isZero();
  }

  @Test
  void engineThatDiesLosesItsFollowersOnceAndComesBackWithItsContainers() throws Exception {
    runtime.put(voter);
    var _ = runtime.follow(events::add, losses::add);
    runtime.disappear();
    runtime.disappear();
    assertThat(losses).hasSize(1);
    assertThatThrownBy(runtime::list).isInstanceOf(RuntimeUnavailableException.class);
    assertThatThrownBy(runtime::info).isInstanceOf(RuntimeUnavailableException.class);
    assertThatThrownBy(() -> runtime.follow(events::add, losses::add))
        .isInstanceOf(RuntimeUnavailableException.class);
    runtime.comeBack();
    assertThat(runtime.list()).hasSize(1);
    assertThat(runtime.followers()).isZero();
  }

  @Test
  void obeysOrdersAsAnEngineDoes() throws Exception {
    runtime.put(voter);
    Incarnation first = runtime.life("voter").orElseThrow();
    assertThat(runtime.order("voter", new Order.Start())).isEqualTo(new Outcome.Already());
    assertThat(runtime.order("voter", new Order.Restart(Duration.ZERO, Optional.empty())))
        .isEqualTo(new Outcome.Done());
    Incarnation second = runtime.life("voter").orElseThrow();
    assertThat(second.isUp()).isTrue();
    assertThat(second.isStill(first)).isFalse();
    assertThat(runtime.order("voter", new Order.Kill(Signal.KILL))).isEqualTo(new Outcome.Done());
    assertThat(runtime.life("voter").orElseThrow().isUp()).isFalse();
    assertThat(runtime.order("voter", new Order.Kill(Signal.KILL)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(runtime.order("voter", new Order.Remove(true))).isEqualTo(new Outcome.Done());
    assertThat(runtime.order("voter", new Order.Pause())).isEqualTo(new Outcome.Gone());
  }
}
