package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.FailurePolicyStatus.State;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.NodeStatus;
import io.entropy.store.StoreException;
import io.entropy.store.model.Kinds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PolicyUpdateTest {
  private final World world = new World(TestTargets.voters(1, "c"));

  @Test
  void theSpecIsReplacedAndCountedWhileTheGridGoesOn() {
    String id = world.start(World.everySecond().setProbability(0));
    world.runTo(Duration.ofMillis(2500));
    FailurePolicy updated = world.control.update("P", 1, World.everySecond().build());
    assertThat(updated.getStatus().getSpecVersion()).isEqualTo(2);
    assertThat(updated.getStatus().getNextTick()).isEqualTo(3);
    world.runTo(Duration.ofMillis(3500));
    assertThat(world.injections())
        .singleElement()
        .satisfies(i -> assertThat(World.beginOf(i)).isEqualTo(Duration.ofSeconds(3)));
    assertThat(world.events(EventTypes.POLICY_UPDATED))
        .extracting(EventSpec::getPolicy)
        .containsExactly(id);
  }

  @Test
  void anotherFrequencyBeginsAnotherGrid() {
    world.start(World.everySecond());
    world.runTo(Duration.ofMillis(2500));
    FailurePolicySpec slower =
        World.everySecond().setFrequency(ProtoTime.toProto(Duration.ofSeconds(10))).build();
    FailurePolicy updated = world.control.update("p", 0, slower);
    assertThat(updated.getStatus().getState()).isEqualTo(State.STARTED);
    assertThat(updated.getStatus().getNextTick()).isZero();
    assertThat(ProtoTime.fromProto(updated.getStatus().getStarted()))
        .isEqualTo(World.START.plusMillis(2500));
  }

  @Test
  void aVersionThatIsNotTheStoredOneIsRefusedWithBoth() {
    String id = world.control.create(World.everySecond().build()).getId();
    world.control.update(id, 1, World.everySecond().setSeed(2).build());
    assertThatThrownBy(() -> world.control.update(id, 1, World.everySecond().setSeed(3).build()))
        .isInstanceOf(StoreException.class)
        .hasMessage("policy p is at spec version 2, not 1: read it and decide again");
  }

  @Test
  void whatIsInvalidOrUnknownChangesNothing() {
    String id = world.control.create(World.everySecond().build()).getId();
    assertThatThrownBy(() -> world.control.update(id, 0, FailurePolicySpec.getDefaultInstance()))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> world.control.update("q", 0, World.everySecond().build()))
        .isInstanceOf(StoreException.class)
        .hasMessage("there is no policy q");
    assertThat(world.status(id).getSpecVersion()).isOne();
  }

  @Test
  void noFaultIsBegunOnANodeThatIsAway() {
    world.store.update(tx ->
        tx.create(
            Kinds.NODES,
            Node.newBuilder()
                .setId(TestTargets.NODE)
                .setStatus(NodeStatus.newBuilder().setAway(true))
                .build()));
    world.start(World.everySecond());
    world.runTo(Duration.ofMillis(500));
    assertThat(world.injections()).isEmpty();
    assertThat(world.events(EventTypes.INJECTION_REFUSED))
        .extracting(EventSpec::getMessage)
        .containsExactly("not on voter-00: the node of voter-00 is away");
  }
}
