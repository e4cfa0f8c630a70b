package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Peer;
import io.entropy.api.v1.PublishedPort;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Modes that act on a group: one die a tick for all of it, and everyone's place by the seed.
class GroupRollTest {

  private static FailurePolicySpec.Builder split() {
    return World.everySecond().setFailure(Failure.newBuilder().setMode("test_split"));
  }

  private static World world(List<Target> targets) {
    World world = new World(7, GroupMode.MODES);
    world.report(targets);
    return world;
  }

  /// Of each tick, who is about how many others.
  private static Map<Long, Map<String, Integer>> places(World world) {
    Map<Long, Map<String, Integer>> places = new TreeMap<>();
    for (Injection injection : world.injections()) {
      places
          .computeIfAbsent(injection.getSpec().getTick(), _ -> new TreeMap<>())
          .put(injection.getSpec().getTargetKey(), injection.getSpec().getGroup().getPeersCount());
    }
    return places;
  }

  private static Map<Long, Map<String, Integer>> run(String idPrefix, long seed, int seconds) {
    World world = world(TestTargets.voters(5, idPrefix));
    world.start(split().setSeed(seed).setProbability(.5));
    for (int second = 0; second < seconds; second++) {
      world.runTo(Duration.ofSeconds(second));
      world.endInjections(false);
    }
    return places(world);
  }

  private static List<String> refusals(World world) {
    return world.events(EventTypes.INJECTION_REFUSED).stream()
        .map(e -> e.getData().getFieldsOrThrow("reason").getStringValue())
        .toList();
  }

  @Test
  void aHitIsOneInjectionForEachMemberThatWaitsToBegin() {
    World world = world(TestTargets.voters(5, "c"));
    String id = world.start(split());
    world.runTo(Duration.ZERO);
    List<Injection> injections = world.injections();
    assertThat(injections).hasSize(5);
    assertThat(injections).allMatch(i -> i.getDesiredState() == InjectionState.READY);
    assertThat(injections)
        .extracting(i -> i.getSpec().getGroup().getId())
        .containsOnly(injections.getFirst().getSpec().getGroup().getId());
    assertThat(injections).allMatch(i -> i.getSpec().getGroup().getSize() == 5);
    assertThat(places(world).getOrDefault(0L, Map.of()).values())
        .containsExactlyInAnyOrder(4, 1, 1, 1, 1);
    FailurePolicyStatus status = world.status(id);
    assertThat(status.getRolls()).isOne();
    assertThat(status.getHits()).isOne();
    assertThat(status.getInjections()).isEqualTo(5);
    assertThat(world.events(EventTypes.INJECTION_REQUESTED))
        .hasSize(5)
        .allMatch(e -> e.getData().containsFields("peers"));
  }

  @Test
  void theDiceAreRolledOnceATickForAll() {
    World world = world(TestTargets.voters(5, "c"));
    String id = world.start(split().setProbability(.5));
    for (int second = 0; second < 200; second++) {
      world.runTo(Duration.ofSeconds(second));
      world.endInjections(false);
    }
    assertThat(world.status(id).getRolls()).isEqualTo(200);
    assertThat(world.status(id).getHits()).isBetween(60L, 140L);
    assertThat(world.status(id).getInjections()).isEqualTo(5 * world.status(id).getHits());
    assertThat(places(world).values()).allMatch(tick -> tick.size() == 5);
  }

  @Test
  void theSeedReplaysHitsAndPlacesThoughContainersAreOthers() {
    var first = run("c", 42, 50);
    assertThat(run("other", 42, 50)).isEqualTo(first).isNotEmpty();
    assertThat(run("c", 43, 50)).isNotEqualTo(first);
  }

  @Test
  void overManyTicksEveryMemberComesFirst() {
    Set<String> first = new HashSet<>();
    run("c", 42, 100)
        .values()
        .forEach(tick ->
            tick.forEach((key, peers) -> {
              if (peers == 4) {
                first.add(key);
              }
            }));
    assertThat(first).hasSize(5);
  }

  @Test
  void theGroupBeginsOnceAllAreArmed() {
    World world = world(TestTargets.voters(3, "c"));
    world.start(split());
    world.runTo(Duration.ZERO);
    List<Injection> injections = world.injections();
    for (Injection injection : injections) {
      assertThat(world.injections()).allMatch(i -> i.getDesiredState() == InjectionState.READY);
      world.report(injection, InjectionState.READY, injection.getStatus().getEnd());
      world.oversleepTo(Duration.ofMillis(5));
    }
    assertThat(world.injections()).allMatch(i -> i.getDesiredState() == InjectionState.RUNNING);
  }

  @Test
  void noneBeginsWhenOneCannotBeArmed() {
    World world = world(TestTargets.voters(3, "c"));
    world.start(split());
    world.runTo(Duration.ZERO);
    List<Injection> injections = world.injections();
    for (Injection injection : injections.subList(0, 2)) {
      world.report(injection, InjectionState.READY, injection.getStatus().getEnd());
    }
    Injection last = injections.getLast();
    world.report(last, InjectionState.FAILED, last.getStatus().getEnd());
    world.oversleepTo(Duration.ofMillis(5));
    assertThat(world.injections())
        .filteredOn(i -> !i.getId().equals(last.getId()))
        .hasSize(2)
        .allMatch(i -> i.getDesiredState() == InjectionState.SHUTDOWN);
  }

  @Test
  void oneThatIsOverLaterLeavesTheOthersAlone() {
    World world = world(TestTargets.voters(3, "c"));
    world.start(split());
    world.runTo(Duration.ZERO);
    world.injections().forEach(i -> world.report(i, InjectionState.READY, i.getStatus().getEnd()));
    world.oversleepTo(Duration.ofMillis(5));
    Injection one = world.injections().getFirst();
    world.report(one, InjectionState.COMPLETE, one.getStatus().getEnd());
    world.oversleepTo(Duration.ofMillis(10));
    assertThat(world.injections()).allMatch(i -> i.getDesiredState() == InjectionState.RUNNING);
  }

  @Test
  void tooFewMembersAreRefusedTogetherWithTheNumbers() {
    World world = world(TestTargets.voters(2, "c"));
    String id = world.start(split());
    world.runTo(Duration.ZERO);
    assertThat(world.injections()).isEmpty();
    assertThat(refusals(world)).containsExactly("impossible");
    EventSpec event = world.events(EventTypes.INJECTION_REFUSED).getFirst();
    assertThat(event.getMessage()).contains("voter-00", "voter-01", "needs at least 3");
    assertThat(World.number(event, "bound")).isEqualTo(3);
    assertThat(World.number(event, "actual")).isEqualTo(2);
    assertThat(world.status(id).getRefusals()).isOne();
  }

  @Test
  void whoDoesNotRunIsNoMember() {
    List<Target> targets = new ArrayList<>(TestTargets.voters(4, "c"));
    targets.set(1, TestTargets.with(targets.get(1), State.STOPPED));
    World world = world(targets);
    world.start(split());
    world.runTo(Duration.ZERO);
    assertThat(places(world).getOrDefault(0L, Map.of()).keySet())
        .containsExactly("voter-00", "voter-02", "voter-03");
  }

  @Test
  void theLimitHoldsForTheGroupAsAWhole() {
    for (int limit = 2; limit <= 3; limit++) {
      World world = world(TestTargets.voters(3, "c"));
      world.start(
          split()
              .setBlastRadius(
                  BlastRadius.newBuilder().setLimit(Amount.newBuilder().setCount(limit))));
      world.runTo(Duration.ZERO);
      assertThat(world.injections()).hasSize(limit == 3 ? 3 : 0);
      assertThat(refusals(world)).isEqualTo(limit == 3 ? List.of() : List.of("limit"));
    }
  }

  @Test
  void theHealthyThatMustBeLeftHoldForTheGroupAsAWhole() {
    List<Target> targets = new ArrayList<>(TestTargets.voters(4, "c"));
    targets.set(0, TestTargets.with(targets.get(0), Health.UNHEALTHY));
    World world = world(targets);
    world.start(
        split()
            .setBlastRadius(
                BlastRadius.newBuilder().setMinHealthy(Amount.newBuilder().setCount(1))));
    world.runTo(Duration.ZERO);
    assertThat(world.injections()).isEmpty();
    assertThat(refusals(world)).containsExactly("min_healthy");
  }

  @Test
  void aGroupThatHasTheFaultIsRefusedAndOneWhoseFaultEndsNowRenewsIt() {
    World world = world(TestTargets.voters(3, "c"));
    world.start(split().setDuration(World.everySecond().getFrequencyBuilder().setSeconds(2)));
    world.runTo(Duration.ofSeconds(2));
    assertThat(refusals(world)).containsExactly("already_active");
    List<Injection> injections = world.injections();
    assertThat(injections).hasSize(6);
    assertThat(injections.subList(3, 6))
        .allSatisfy(next ->
            assertThat(injections.subList(0, 3))
                .filteredOn(i -> i.getId().equals(next.getSpec().getRenews()))
                .singleElement()
                .matches(i -> i.getSpec().getTargetId().equals(next.getSpec().getTargetId())));
  }

  @Test
  void peersAreTheAddressesOfTheirNetworksOwnersAndSayWhetherTheyShareOne() {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      targets.add(on(TestTargets.voter("c" + i, "voter-" + i), "10.0.0." + i, "front"));
    }
    Target sidecar = TestTargets.sharing(TestTargets.voter("s", "side"), "o");
    targets.add(sidecar);
    Target owner = on(TestTargets.voter("o", "owner"), "10.1.0.9", "back");
    targets.add(owner.toBuilder().setSpec(owner.getSpec().toBuilder().clearLabels()).build());
    World world = world(targets);
    world.start(split());
    world.runTo(Duration.ZERO);
    List<Peer> peers =
        world.injections().stream()
            .flatMap(i -> i.getSpec().getGroup().getPeersList().stream())
            .toList();
    assertThat(peers)
        .filteredOn(p -> p.getName().equals("side"))
        .isNotEmpty()
        .allMatch(p -> p.getAddressesList().equals(List.of("10.1.0.9")) && !p.getSharesNetwork());
    assertThat(peers)
        .filteredOn(p -> p.getName().equals("voter-1"))
        .allMatch(p -> p.getAddressesList().equals(List.of("10.0.0.1")));
  }

  @Test
  void whetherThereAreEnoughIsKnownBeforeAnythingIsStarted() {
    Feasibility feasibility = new Feasibility(GroupMode.MODES);
    List<Target> voters = TestTargets.voters(3, "c");
    FailurePolicySpec spec = split().build();
    assertThat(feasibility.objection(spec, voters)).isEmpty();
    assertThat(feasibility.objection(spec, voters.subList(0, 2))).contains("it needs at least 3");
    Target.Builder stopped = voters.getFirst().toBuilder();
    stopped.getStatusBuilder().setState(State.STOPPED);
    List<Target> twoUp = List.of(stopped.build(), voters.get(1), voters.get(2));
    assertThat(feasibility.objection(spec, twoUp)).contains("it needs at least 3");
    FailurePolicySpec single = World.everySecond().build();
    assertThat(new Feasibility(TestModes.MODES).objection(single, voters.subList(0, 1))).isEmpty();
    World world = world(voters.subList(0, 2));
    assertThat(world.control.objection(spec)).contains("it needs at least 3");
  }

  @Test
  void whatHidesAPeersAddressIsToldPairByPair() {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      targets.add(on(TestTargets.voter("c" + i, "voter-" + i), "10.0.0." + i, "front"));
    }
    Target.Builder published = targets.get(1).toBuilder();
    published.getStatusBuilder().addPublishedPorts(port("0.0.0.0", 8080));
    published.getStatusBuilder().addPublishedPorts(port("::", 8080));
    targets.set(1, published.build());
    Target.Builder local = targets.get(2).toBuilder();
    local.getStatusBuilder().addPublishedPorts(port("127.0.0.1", 9090));
    local.getSpecBuilder().putLabels("com.docker.swarm.service.name", "shop");
    targets.set(2, local.build());
    World world = world(targets);
    world.start(split());
    world.runTo(Duration.ZERO);
    Map<String, List<String>> hidden = new HashMap<>();
    for (Injection injection : world.injections()) {
      injection
          .getSpec()
          .getGroup()
          .getPeersList()
          .forEach(p -> hidden.put(p.getName(), p.getHiddenBehindList()));
    }
    assertThat(hidden)
        .isEqualTo(
            Map.of(
                "voter-0", List.of(),
                "voter-1", List.of("port 8080/tcp of its host"),
                "voter-2", List.of("the virtual IP of service shop")));
    assertThat(world.events(EventTypes.INJECTION_REQUESTED))
        .anyMatch(
            e -> e.getMessage().contains("voter-1 is also reached at port 8080/tcp of its host"));
  }

  private static PublishedPort port(String hostAddress, int hostPort) {
    return PublishedPort.newBuilder()
        .setProtocol("tcp")
        .setContainerPort(80)
        .setHostAddress(hostAddress)
        .setHostPort(hostPort)
        .build();
  }

  private static Target on(Target target, String address, String network) {
    return TestTargets.with(target, NetworkMode.OWN).toBuilder()
        .setStatus(
            target.getStatus().toBuilder()
                .addNetworks(
                    NetworkAttachment.newBuilder().setNetwork(network).addAddresses(address)))
        .build();
  }
}
