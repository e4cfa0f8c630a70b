package io.entropy.electiondemo;

import static io.entropy.electiondemo.ComposeProject.VOTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image and the Compose file, on the real engine: real processes, names and addresses.
class ElectionComposeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern STATUS =
      Pattern.compile(
          "\\{\"id\":\"(voter\\d)\",\"term\":(\\d+),\"role\":\"[a-z]+\","
              + "\"leader\":\"(voter\\d)\",\"since\":\"[-0-9T:.]+Z\"}\n");

  private record Leader(String id, long term) {}

  @TempDir Path folder;

  @Test
  void fiveVotersElectALeaderAndCarryOnWhenItDiesAndWhenAddressesChange() throws Exception {
    var project = new ComposeProject(folder, "");
    try (project) {
      project.run("up", "-d");
      var first = awaitLeader(project, VOTERS);
      assertThat(
              Command.docker(
                      "ps",
                      "-q",
                      "--filter",
                      "label=servicename=voter",
                      "--filter",
                      "label=" + project.label())
                  .lines())
          .hasSize(5);

      Command.docker("kill", project.container(first.id()));
      var others = VOTERS.stream().filter(voter -> !voter.equals(first.id())).toList();
      var second = awaitLeader(project, others);
      assertThat(second.id()).isNotEqualTo(first.id());
      assertThat(second.term()).isGreaterThan(first.term());

      Command.docker("start", project.container(first.id()));
      awaitLeader(project, VOTERS);

      swapAddresses(project, first.id(), second.id());
      assertThat(awaitLeader(project, VOTERS).term()).isGreaterThanOrEqualTo(second.term());
    }
    assertThat(project.leftOvers()).isEmpty();
  }

  @Test
  void anUnsafeVoterLeadsAloneAmongFive() throws Exception {
    var project = new ComposeProject(folder, "no-majority");
    try (project) {
      project.run("up", "-d", "voter1");

      assertThat(awaitLeader(project, List.of("voter1")).id()).isEqualTo("voter1");
      assertThat(Command.docker("logs", project.container("voter1"))).contains("UNSAFE");
    }
    assertThat(project.leftOvers()).isEmpty();
  }

  @Test
  void wrongFlagsEndTheContainerWithEverythingThatIsWrong() throws Exception {
    var project = new ComposeProject(folder, "");
    try (project) {
      var run =
          Command.run(
              Map.of(),
              List.of(
                  "docker",
                  "run",
                  "--rm",
                  "--network=none",
                  "--label",
                  project.label(),
                  project.image(),
                  "--peers=v1:7000",
                  "--port=seven"));

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.output()).contains("--id: ", "--peers: ", "--port: ");
    }
    assertThat(project.leftOvers()).isEmpty();
  }

  /// Starts two killed containers the other way round, so that each gets the other's address.
  private static void swapAddresses(ComposeProject project, String one, String other)
      throws IOException, InterruptedException {
    var containers = List.of(project.container(one), project.container(other));
    var before = List.of(address(containers.get(0)), address(containers.get(1)));
    Command.docker("kill", containers.get(0), containers.get(1));
    var lower = before.get(0).compareTo(before.get(1)) < 0 ? containers : containers.reversed();
    Command.docker("start", lower.get(1));
    Command.docker("start", lower.get(0));
    assertThat(List.of(address(containers.get(1)), address(containers.get(0)))).isEqualTo(before);
  }

  private static String address(String container) throws IOException, InterruptedException {
    return Command.docker(
        "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", container);
  }

  private static Leader awaitLeader(ComposeProject project, List<String> voters) {
    return Objects.requireNonNull(
        await()
            .atMost(PATIENCE)
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> agreedLeader(project, voters), Objects::nonNull));
  }

  private static @Nullable Leader agreedLeader(ComposeProject project, List<String> voters)
      throws IOException, InterruptedException {
    var leaders = new HashSet<Leader>();
    for (var voter : voters) {
      var status = STATUS.matcher(project.get(voter, "/status").body());
      if (!status.matches() || project.get(voter, "/healthz").statusCode() != 200) {
        return null;
      }
      assertThat(status.group(1)).isEqualTo(voter);
      leaders.add(new Leader(status.group(3), Long.parseLong(status.group(2))));
    }
    // A voter outside of those asked may just have died, with the others about to notice.
    return leaders.size() == 1
        ? leaders.stream().filter(leader -> voters.contains(leader.id())).findAny().orElse(null)
        : null;
  }
}
