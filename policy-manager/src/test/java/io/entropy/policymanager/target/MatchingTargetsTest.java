package io.entropy.policymanager.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.policymanager.policy.TestTargets;
import io.entropy.policymanager.target.RefusedTarget.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MatchingTargetsTest {
  private static final TargetSelector EVERYTHING = TargetSelector.getDefaultInstance();
  private static final Target ONE = TestTargets.voter("c1", "one");
  private static final Target TWO = TestTargets.voter("c2", "two");
  private static final Target THREE = TestTargets.voter("c3", "three");

  private static MatchingTargets network(Target... all) {
    return MatchingTargets.of(EVERYTHING, Layer.NETWORK, List.of(all));
  }

  @Test
  void comesByKeyWhateverTheOrderOfIds() {
    assertThat(network(TWO, THREE, ONE).groups())
        .extracting(TargetGroup::key)
        .containsExactly("one", "three", "two");
  }

  @Test
  void theOwnerOfASharedNamespaceStandsForAll() {
    MatchingTargets matching = network(TestTargets.sharing(ONE, "c2"), TWO, THREE);
    assertThat(matching.groups()).extracting(TargetGroup::name).containsExactly("three", "two");
    assertThat(matching.groups().get(1).names()).containsExactly("one", "two");
  }

  @Test
  void withoutItsOwnerTheFirstByKeyStandsForAll() {
    MatchingTargets matching =
        network(TestTargets.sharing(TWO, "gone"), TestTargets.sharing(THREE, "gone"));
    assertThat(matching.groups()).singleElement().extracting(TargetGroup::name).isEqualTo("three");
  }

  @Test
  void theOwnerMayBeGivenByName() {
    assertThat(network(ONE, TestTargets.sharing(TWO, "one")).groups()).hasSize(1);
  }

  @Test
  void sharingTheNamespaceOfAHostNetworkContainerIsTheHostsNetwork() {
    MatchingTargets matching =
        network(
            TestTargets.with(ONE, NetworkMode.HOST_NETWORK), TestTargets.sharing(TWO, "c1"), THREE);
    assertThat(matching.groups()).extracting(TargetGroup::name).containsExactly("three");
    assertThat(matching.refused())
        .extracting(r -> r.target().getId(), RefusedTarget::reason)
        .containsExactly(tuple("c1", Reason.HOST_NETWORK), tuple("c2", Reason.HOST_NETWORK));
  }

  @Test
  void noNetworkIsNoTargetForNetworkModes() {
    assertThat(network(TestTargets.with(ONE, NetworkMode.NO_NETWORK)).refused())
        .extracting(RefusedTarget::reason)
        .containsExactly(Reason.NO_NETWORK);
  }

  @Test
  void modesOfTheContainerTakeEachByItself() {
    MatchingTargets matching =
        MatchingTargets.of(
            EVERYTHING,
            Layer.CONTAINER,
            List.of(
                ONE,
                TestTargets.sharing(TWO, "c1"),
                TestTargets.with(THREE, NetworkMode.HOST_NETWORK)));
    assertThat(matching.groups()).hasSize(3);
    assertThat(matching.refused()).isEmpty();
  }

  @Test
  void aRingOfBadDataEnds() {
    assertThat(network(TestTargets.sharing(ONE, "c2"), TestTargets.sharing(TWO, "c1")).groups())
        .isNotEmpty();
  }

  @Test
  void aGroupIsHealthyWhenAllOfItIs() {
    Target sidecar = TestTargets.sharing(TWO, "c1");
    assertThat(network(ONE, sidecar).groups().getFirst().isHealthy()).isTrue();
    for (Target ill :
        List.of(
            TestTargets.with(sidecar, State.PAUSED),
            TestTargets.with(sidecar, State.STOPPED),
            TestTargets.with(sidecar, Health.STARTING),
            TestTargets.with(sidecar, Health.UNHEALTHY))) {
      assertThat(network(ONE, ill).groups().getFirst().isHealthy()).as("%s", ill).isFalse();
    }
  }
}
