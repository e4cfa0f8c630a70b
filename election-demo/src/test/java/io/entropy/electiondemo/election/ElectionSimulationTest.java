package io.entropy.electiondemo.election;

import static io.entropy.electiondemo.election.Voters.ms;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Five voters on a bad network, for 30 virtual seconds a seed.
class ElectionSimulationTest {
  private static final long ROUGH = ms(30_000);
  private static final int SEEDS = 400;

  private static SimulatedCluster afterRoughTimes(long seed, Variant variant) {
    var cluster = new SimulatedCluster(seed, variant, ROUGH);
    cluster.runUntil(ROUGH);
    return cluster;
  }

  private static boolean hadTwoLeadersInOneTerm(SimulatedCluster cluster) {
    return cluster.leadersOfTerm().values().stream().anyMatch(leaders -> leaders.size() > 1);
  }

  private static List<Long> seedsWhere(Predicate<Long> wanted) {
    return LongStream.range(0, SEEDS).boxed().filter(wanted).toList();
  }

  @Test
  void noTermEverHasTwoLeaders() {
    var seeds = seedsWhere(seed -> hadTwoLeadersInOneTerm(afterRoughTimes(seed, Variant.SAFE)));

    assertThat(seeds).as("seeds with two leaders in one term").isEmpty();
  }

  @Test
  void leadersAreElectedEvenInRoughTimes() {
    var seeds = seedsWhere(seed -> afterRoughTimes(seed, Variant.SAFE).leadersOfTerm().size() < 3);

    assertThat(seeds).as("seeds with fewer than three leaders in 30 s").isEmpty();
  }

  @Test
  void fiveSecondsAfterRoughTimesAllFollowOneLeader() {
    var seeds =
        seedsWhere(seed -> {
          var cluster = afterRoughTimes(seed, Variant.SAFE);
          cluster.runUntil(ROUGH + ms(5_000));
          var voters = cluster.voters();
          return voters.size() != 5
              || voters.stream().anyMatch(voter -> voter.leader().isEmpty())
              || voters.stream().map(VoterState::leader).distinct().count() != 1
              || voters.stream().map(VoterState::term).distinct().count() != 1;
        });

    assertThat(seeds).as("seeds without agreement").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SAFE")
  void eachUnsafeVariantIsCaughtBySomeSeed(Variant variant) {
    var seeds = seedsWhere(seed -> hadTwoLeadersInOneTerm(afterRoughTimes(seed, variant)));

    System.out.printf(
        "%s: two leaders in one term for %d of %d seeds: %s%n",
        variant, seeds.size(), SEEDS, seeds.stream().limit(10).toList());
    assertThat(seeds).as("seeds that catch " + variant).isNotEmpty();
  }

  @Test
  void aSeedReplays() {
    assertThat(afterRoughTimes(7, Variant.FORGET_VOTE).leadersOfTerm())
        .isEqualTo(afterRoughTimes(7, Variant.FORGET_VOTE).leadersOfTerm());
  }
}
