package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.FailurePolicyStatus.State;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.StoreException;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PolicyControlTest {

  @Test
  void creatingStoresTheFailureUnderItsOwnName() {
    World world = new World(TestTargets.voters(1, "c"));
    var policy =
        world.control.create(
            World.everySecond()
                .setFailure(World.everySecond().getFailure().toBuilder().setMode("test_drop_alias"))
                .build());
    assertThat(policy.getSpec().getFailure().getMode()).isEqualTo("test_drop");
    assertThat(policy.getStatus().getState()).isEqualTo(State.CREATED);
    assertThat(world.events(EventTypes.POLICY_CREATED))
        .extracting(EventSpec::getPolicy)
        .containsExactly(policy.getId());
    world.runTo(Duration.ofSeconds(5));
    assertThat(world.injections()).isEmpty();
  }

  @Test
  void startingIsToldWithTheSeedAndTwiceIsOnce() {
    World world = new World(TestTargets.voters(1, "c"));
    String id = world.start(World.everySecond().setSeed(-1));
    var started = world.control.start(id);
    assertThat(started.getStatus().getState()).isEqualTo(State.STARTED);
    assertThat(world.events(EventTypes.POLICY_STARTED))
        .singleElement()
        .satisfies(e ->
            assertThat(e.getData().getFieldsOrThrow("seed").getStringValue())
                .isEqualTo("18446744073709551615"));
  }

  @Test
  void stoppingEndsEveryLiveInjectionBeforeItsTime() {
    World world = new World(TestTargets.voters(300, "c"));
    String id = world.start(World.everySecond());
    world.runTo(Duration.ofMillis(500));
    world.control.stop(id);
    world.control.stop(id);

    assertThat(world.injections())
        .hasSize(300)
        .extracting(Injection::getDesiredState)
        .containsOnly(InjectionState.SHUTDOWN);
    assertThat(world.events(EventTypes.POLICY_STOPPED)).hasSize(1);
    world.runTo(Duration.ofSeconds(5));
    assertThat(world.injections()).hasSize(300);
  }

  @Test
  void stoppingLeavesOtherPoliciesAndWhatIsOverAlone() {
    World world = new World(TestTargets.voters(1, "c"));
    String one = world.start(World.everySecond().setName("one"));
    world.runTo(Duration.ofMillis(500));
    world.endInjections(true);
    world.start(
        World.everySecond()
            .setName("two")
            .setFailure(World.everySecond().getFailure().toBuilder().setMode("test_pause")));
    world.runTo(Duration.ofMillis(600));
    world.control.stop(one);
    assertThat(world.injections())
        .extracting(Injection::getDesiredState)
        .containsOnly(InjectionState.RUNNING);
  }

  @Test
  void removingStopsAndForgetsThePolicyAndFreesItsName() {
    World world = new World(TestTargets.voters(1, "c"));
    String id = world.start(World.everySecond());
    world.runTo(Duration.ofMillis(500));
    world.control.remove(id);

    assertThat(world.store.<Integer>view(s -> s.count(Kinds.FAILURE_POLICIES))).isZero();
    assertThat(world.injections().getFirst().getDesiredState()).isEqualTo(InjectionState.SHUTDOWN);
    assertThat(world.events(EventTypes.POLICY_STOPPED)).hasSize(1);
    assertThat(world.events(EventTypes.POLICY_REMOVED)).hasSize(1);
    assertThat(world.start(World.everySecond())).isNotEqualTo(id);
  }

  @Test
  void namesAreUnique() {
    World world = new World(TestTargets.voters(1, "c"));
    world.start(World.everySecond());
    assertThatThrownBy(() -> world.start(World.everySecond().setName("P")))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.NAME_CONFLICT));
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    World world = new World(TestTargets.voters(1, "c"));
    assertThatThrownBy(() -> world.control.stop("no"))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.NOT_FOUND));
  }
}
