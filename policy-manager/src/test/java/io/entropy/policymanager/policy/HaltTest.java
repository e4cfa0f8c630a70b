package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.FailurePolicyStatus.State;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.policymanager.halt.HaltSwitch;
import io.entropy.policymanager.halt.HaltedException;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HaltTest {

  private final World world = new World(TestTargets.voters(300, "c"));
  private final HaltControl halt = new HaltControl(world.store, world.time, world.log);

  @Test
  void haltingStopsEveryPolicyAndEndsEveryFault() {
    String one = world.start(World.everySecond().setName("one"));
    String two = world.start(World.everySecond().setName("two").setProbability(0));
    world.runTo(Duration.ofMillis(500));

    assertThat(halt.halt("a customer called")).isEqualTo(new HaltControl.Halted(2, 300));

    assertThat(world.injections())
        .hasSize(300)
        .extracting(Injection::getDesiredState)
        .containsOnly(InjectionState.SHUTDOWN);
    assertThat(world.status(one).getState()).isEqualTo(State.STOPPED);
    assertThat(world.status(two).getState()).isEqualTo(State.STOPPED);
    assertThat(world.events(EventTypes.HALT))
        .extracting(EventSpec::getMessage)
        .containsExactly("halted: a customer called");
    world.runTo(Duration.ofSeconds(5));
    assertThat(world.injections()).hasSize(300);
  }

  @Test
  void whileHaltedNothingStartsAndEveryRefusalSaysWhy() {
    String id = world.control.create(World.everySecond().build()).getId();
    halt.halt("first");
    halt.halt("second");
    assertThatThrownBy(() -> world.control.start(id))
        .isInstanceOf(HaltedException.class)
        .hasMessageContaining("halted since 2026-01-01T00:00:00Z (first)");
    assertThatThrownBy(
            () -> world.control.createStarted(World.everySecond().setName("other").build()))
        .isInstanceOf(HaltedException.class);
    assertThat(world.store.<Integer>view(s -> s.count(Kinds.FAILURE_POLICIES))).isOne();
    assertThat(world.events(EventTypes.HALT)).hasSize(1);
  }

  @Test
  void afterResumingPoliciesMayBeStartedButNoneIs() {
    String id = world.start(World.everySecond());
    halt.halt("");
    halt.resume();
    halt.resume();
    world.runTo(Duration.ofSeconds(3));
    assertThat(world.injections()).isEmpty();
    assertThat(world.events(EventTypes.RESUME)).hasSize(1);
    assertThat(world.control.start(id).getStatus().getState()).isEqualTo(State.STARTED);
  }

  @Test
  void theControllerEndsWhatAHaltLeftWhenItsManagerDied() {
    String id = world.start(World.everySecond());
    world.runTo(Duration.ofMillis(500));
    // Only the deciding update was committed.
    world.store.update(tx -> {
      new HaltSwitch(world.time, world.log).on(tx, "");
      return id;
    });
    world.oversleepTo(Duration.ofSeconds(2));

    assertThat(world.status(id).getState()).isEqualTo(State.STOPPED);
    assertThat(world.injections())
        .hasSize(300)
        .extracting(Injection::getDesiredState)
        .containsOnly(InjectionState.SHUTDOWN);
  }
}
