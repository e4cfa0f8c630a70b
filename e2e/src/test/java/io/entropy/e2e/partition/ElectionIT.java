package io.entropy.e2e.partition;

import static io.entropy.e2e.partition.Election.VOTERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What partitions do to an election of five: with Raft's rules nothing but a change of leader,
/// without a majority's rule two leaders of one term.
class ElectionIT {
  @TempDir Path folder;

  private static Map<String, String> containers(Election election) {
    return VOTERS.stream().collect(Collectors.toMap(v -> v, election::container));
  }

  @Test
  void theMajorityElectsALeaderOfAHigherTermAndTheOldOneYieldsWhenItHeals() throws Exception {
    try (Election election = new Election("")) {
      Voter old = leader(election.await("a leader of all", VOTERS, Election::agree));
      Map<String, String> names = containers(election);
      String oldName = names.getOrDefault(old.id(), "");
      Partition partition =
          Partition.where(
              election.selector(),
              "majority",
              cut -> cut.getOrDefault(oldName, List.of()).size() == 3);
      List<String> majority =
          VOTERS.stream()
              .filter(v ->
                  partition.cut().getOrDefault(names.getOrDefault(v, ""), List.of()).size() == 2)
              .toList();
      assertThat(majority).hasSize(3).doesNotContain(old.id());

      Voter next;
      try (EntropyProcess process = partition.start(folder)) {
        next = leader(election.await("a leader of three", majority, Election::agree));
        assertThat(next.term()).isGreaterThan(old.term());
        election.await(
            "nobody leads the minority",
            VOTERS.stream().filter(v -> !majority.contains(v)).toList(),
            said -> said.stream().noneMatch(Voter::leads));
        assertThat(leader(election.await("still one", majority, Election::agree)).term())
            .isGreaterThanOrEqualTo(next.term());
        process.signal("INT");
        assertThat(process.awaitExit()).as(process.everything()).isEqualTo(130);
        assertThat(process.everything()).contains("packets sent and");
      }
      List<Voter> healed = election.await("a leader of all again", VOTERS, Election::agree);
      assertThat(leader(healed).term()).isGreaterThanOrEqualTo(next.term());
    }
  }

  /// Two groups that don't see the leader each make one of the next term by themselves.
  @Test
  void withoutAMajoritysRuleTwoLeadTheSameTerm() throws Exception {
    try (Election election = new Election("no-majority")) {
      Voter old = onlyLeader(election);
      String oldName = election.container(old.id());
      Partition partition =
          Partition.where(
              election.selector(),
              "minority",
              // The single one of 1 + 2 + 2: what is left are two groups of two.
              cut -> cut.getOrDefault(oldName, List.of()).size() == 4);
      try (EntropyProcess process = partition.start(folder)) {
        List<Voter> said =
            election.await("two leaders of one term", VOTERS, ElectionIT::twoLeadOneTerm);
        assertThat(said).filteredOn(Voter::leads).hasSizeGreaterThanOrEqualTo(2);
        process.signal("INT");
        assertThat(process.awaitExit()).as(process.everything()).isEqualTo(130);
      }
    }
  }

  private static boolean twoLeadOneTerm(List<Voter> said) {
    Map<Long, Long> leaders =
        said.stream()
            .filter(Voter::leads)
            .collect(Collectors.groupingBy(Voter::term, Collectors.counting()));
    return leaders.values().stream().anyMatch(n -> n > 1);
  }

  /// This variant may start with several: all but one are started again, and then follow it.
  private static Voter onlyLeader(Election election) throws Exception {
    for (int attempt = 0; attempt < 10; attempt++) {
      List<Voter> said =
          election.await(
              "a leader of all, or several",
              VOTERS,
              s -> Election.agree(s) || leaders(s).size() > 1);
      if (Election.agree(said)) {
        return leader(said);
      }
      leaders(said).stream().skip(1).forEach(rival -> election.restart(rival.id()));
    }
    throw new AssertionError("the voters don't come to one leader");
  }

  private static List<Voter> leaders(List<Voter> said) {
    return said.stream().filter(Voter::leads).toList();
  }

  private static Voter leader(List<Voter> said) {
    return said.stream().filter(Voter::leads).findFirst().orElseThrow();
  }
}
