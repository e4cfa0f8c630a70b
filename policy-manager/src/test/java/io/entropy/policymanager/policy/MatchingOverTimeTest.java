package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Containers that come, go, share or have no network of their own.
final class MatchingOverTimeTest {
  private static final Target ONE = TestTargets.voter("c1", "one");
  private static final Target TWO = TestTargets.voter("c2", "two");

  @Test
  void containersThatAppearLaterAreRolledForFromTheirFirstTick() {
    World world = new World(List.of(ONE));
    world.start(World.everySecond());
    world.runTo(Duration.ofMillis(1_500));
    world.report(List.of(ONE, TWO));
    world.runTo(Duration.ofMillis(2_500));

    assertThat(world.injections())
        .filteredOn(i -> i.getSpec().getTargetId().equals("c2"))
        .extracting(World::beginOf)
        .containsExactly(Duration.ofSeconds(2));
    assertThat(world.events(EventTypes.TARGET_MATCHED))
        .extracting(EventSpec::getTargetName)
        .containsExactly("one", "two");
  }

  @Test
  void nothingIsRolledForATargetThatIsGone() {
    World world = new World(List.of(ONE, TWO));
    world.start(World.everySecond());
    world.runTo(Duration.ofMillis(500));
    world.report(List.of(TWO));
    world.runTo(Duration.ofSeconds(3));

    assertThat(world.injections())
        .filteredOn(i -> i.getSpec().getTargetId().equals("c1"))
        .hasSize(1);
    assertThat(world.events(EventTypes.TARGET_LOST))
        .extracting(EventSpec::getTargetName)
        .containsExactly("one");
  }

  @Test
  void manyThatComeOrGoAtOnceAreToldTogetherAndOthersByName() {
    List<Target> many =
        IntStream.rangeClosed(1, MatchingSets.MOST_BY_NAME + 1)
            .mapToObj(i -> TestTargets.voter("m%03d".formatted(i), "many%03d".formatted(i)))
            .toList();
    World world = new World(many);
    world.start(World.everySecond());
    world.runTo(Duration.ofMillis(1_500));
    world.report(Stream.concat(many.stream(), Stream.of(ONE)).toList());
    world.runTo(Duration.ofMillis(2_500));
    world.report(List.of(ONE));
    world.runTo(Duration.ofMillis(3_500));

    List<EventSpec> matched = world.events(EventTypes.TARGET_MATCHED);
    assertThat(matched)
        .extracting(EventSpec::getMessage)
        .containsExactly("101 targets match: many001, many002, many003, …", "one matches");
    assertThat(World.number(matched.getFirst(), "count")).isEqualTo(101);
    assertThat(World.number(matched.getFirst(), "matching")).isEqualTo(101);
    assertThat(world.events(EventTypes.TARGET_LOST))
        .singleElement()
        .satisfies(lost -> {
          assertThat(lost.getMessage()).startsWith("101 targets are gone or match no more: many");
          assertThat(World.number(lost, "matching")).isEqualTo(1);
        });
  }

  @Test
  void aHundredAreStillToldByName() {
    World world =
        new World(
            IntStream.range(0, MatchingSets.MOST_BY_NAME)
                .mapToObj(i -> TestTargets.voter("m" + i, "many" + i))
                .toList());
    world.start(World.everySecond());
    world.runTo(Duration.ZERO);
    assertThat(world.events(EventTypes.TARGET_MATCHED)).hasSize(100);
  }

  @Test
  void aContainerThatDoesNotRunIsRefusedAndTakenUpAgainWhenItDoes() {
    World world = new World(List.of(TestTargets.with(ONE, State.STOPPED)));
    world.start(World.everySecond());
    world.runTo(Duration.ofSeconds(1));
    assertThat(world.injections()).isEmpty();
    assertThat(world.events(EventTypes.INJECTION_REFUSED))
        .extracting(e -> e.getData().getFieldsOrThrow("reason").getStringValue())
        .containsExactly("not_running", "not_running");

    world.report(List.of(ONE));
    world.runTo(Duration.ofSeconds(2));
    assertThat(world.injections()).hasSize(1);
  }

  @Test
  void aHostNetworkTargetIsRefusedByNameOnce() {
    Target host = TestTargets.with(TWO, NetworkMode.HOST_NETWORK);
    World world = new World(List.of(ONE, host));
    world.start(World.everySecond());
    world.runTo(Duration.ofSeconds(10));

    assertThat(world.events(EventTypes.TARGET_REFUSED))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getTargetName()).isEqualTo("two");
          assertThat(e.getMessage()).startsWith("two uses the host's network");
        });
    assertThat(world.injections()).allMatch(i -> i.getSpec().getTargetId().equals("c1"));
  }

  @Test
  void aModeOfTheContainerDoesNotMindTheHostsNetwork() {
    World world = new World(List.of(TestTargets.with(ONE, NetworkMode.HOST_NETWORK)));
    world.start(World.everySecond().setFailure(Failure.newBuilder().setMode("test_pause")));
    world.runTo(Duration.ZERO);
    assertThat(world.injections()).hasSize(1);
    assertThat(world.events(EventTypes.TARGET_REFUSED)).isEmpty();
  }

  @Test
  void containersInOneNetworkAreOneTargetAndAllAreNamed() {
    Target sidecar = TestTargets.sharing(TWO, "c1", "one", "unlabelled");
    World world = new World(List.of(ONE, sidecar));
    world.start(World.everySecond());
    world.runTo(Duration.ZERO);

    assertThat(world.injections())
        .singleElement()
        .satisfies(i -> assertThat(i.getSpec().getTargetId()).isEqualTo("c1"));
    EventSpec requested = world.events(EventTypes.INJECTION_REQUESTED).getFirst();
    assertThat(requested.getMessage()).isEqualTo("test_drop on one, two");
    assertThat(World.number(world.events(EventTypes.ROLL).getFirst(), "rolled")).isEqualTo(1);
  }

  @Test
  void aFaultStaysThatTargetsWhenItsNamespacesOwnerComesToMatch() {
    Target unlabelledOwner =
        ONE.toBuilder().setSpec(ONE.getSpec().toBuilder().clearLabels()).build();
    Target sidecar = TestTargets.sharing(TWO, "c1", "one");
    World world = new World(List.of(unlabelledOwner, sidecar));
    world.start(World.everySecond().setDuration(ProtoTime.toProto(Duration.ofSeconds(30))));
    world.runTo(Duration.ZERO);
    assertThat(world.injections().getFirst().getSpec().getTargetId()).isEqualTo("c2");

    world.report(List.of(ONE, sidecar));
    world.runTo(Duration.ofSeconds(5));
    assertThat(world.injections()).hasSize(1);
  }
}
