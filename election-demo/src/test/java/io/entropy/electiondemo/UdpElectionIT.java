package io.entropy.electiondemo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.electiondemo.election.Role;
import io.entropy.electiondemo.election.Variant;
import io.entropy.electiondemo.election.VoterState;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UdpElectionIT {
  /// Elections take less than two seconds; the rest is for a busy machine.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @AfterEach
  void nothingRunsOn() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.matches("(voter|lookup)-.*")));
  }

  private static VoterState awaitLeader(LoopbackCluster cluster) {
    return Objects.requireNonNull(
        await().atMost(PATIENCE).until(cluster::agreedLeader, Objects::nonNull));
  }

  @Test
  void fiveVotersElectALeaderAndAnotherOfAHigherTermWhenItDies() throws Exception {
    try (var cluster = new LoopbackCluster(folder, Variant.SAFE, 5).startAll()) {
      var first = awaitLeader(cluster);

      cluster.kill(first.id());
      var second = awaitLeader(cluster);

      assertThat(second.id()).isNotEqualTo(first.id());
      assertThat(second.term()).isGreaterThan(first.term());
      assertThat(cluster.get(second.id(), "/status").body())
          .contains("\"role\":\"leader\",\"leader\":\"%s\"".formatted(second.id()));
      assertThat(cluster.get(second.id(), "/metrics").body()).contains("\nelection_is_leader 1\n");
    }
  }

  @Test
  void aRestartedVoterKnowsItsBallotAndFollowsAgain() throws Exception {
    try (var cluster = new LoopbackCluster(folder, Variant.SAFE, 5).startAll()) {
      var leader = awaitLeader(cluster).id();
      var ballot = cluster.ballotOf(leader);
      cluster.kill(leader);

      assertThat(Files.readString(folder.resolve(leader).resolve("ballot")))
          .isEqualTo("%d %s\n".formatted(ballot.term(), leader));
      cluster.restart(leader);
      assertThat(awaitLeader(cluster).term()).isGreaterThanOrEqualTo(ballot.term());
      assertThat(cluster.states()).hasSize(5);
    }
  }

  @Test
  void withoutAMajorityThereIsNoLeaderAndHealthSaysSo() throws Exception {
    try (var cluster = new LoopbackCluster(folder, Variant.SAFE, 3).startAll()) {
      var leader = awaitLeader(cluster).id();
      for (var state : cluster.states()) {
        if (!state.id().equals(leader)) {
          cluster.kill(state.id());
        }
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            assertThat(cluster.ballotOf(leader).term()).isGreaterThan(3);
            assertThat(cluster.states().getFirst().leader()).isEmpty();
          });
      var health = cluster.get(leader, "/healthz");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).startsWith("no current leader: ");
    }
  }

  @Test
  void votersThatCannotReachEachOtherLeadTheSameTermOnlyWithoutTheMajorityRule() throws Exception {
    try (var unsafe =
        new LoopbackCluster(folder.resolve("u"), Variant.NO_MAJORITY, 3).startAllApart()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(unsafe.states())
                  .allMatch(state -> state.role() instanceof Role.Leader && state.term() == 1));
    }
    try (var safe = new LoopbackCluster(folder.resolve("s"), Variant.SAFE, 3).startAllApart()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(safe.states()).allMatch(state -> state.term() > 2));
      assertThat(safe.states()).noneMatch(state -> state.role() instanceof Role.Leader);
    }
  }

  @Test
  void noiseOnThePortIsCountedAndHarmless() throws Exception {
    try (var cluster = new LoopbackCluster(folder, Variant.SAFE, 3).startAll();
        var stranger = new DatagramSocket()) {
      var leader = awaitLeader(cluster);
      for (var noise : new String[] {"noise", "election/1 heartbeat 99 stranger " + leader.id()}) {
        var bytes = noise.getBytes(UTF_8);
        stranger.send(
            new DatagramPacket(
                bytes,
                bytes.length,
                InetAddress.getLoopbackAddress(),
                cluster.udpPort(leader.id())));
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(cluster.get(leader.id(), "/metrics").body())
                  .contains("\nelection_rejected_datagrams_total 2\n"));
      assertThat(awaitLeader(cluster).term()).isLessThan(99);
      assertThat(cluster.get(leader.id(), "/nothing").statusCode()).isEqualTo(404);
    }
  }
}
