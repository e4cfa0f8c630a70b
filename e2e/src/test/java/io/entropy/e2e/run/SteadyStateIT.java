package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The exit code is the verdict on the steady state: what it was before, during and after the
/// faults.
class SteadyStateIT {
  private static Stage stage;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
    stage.container("victim", "--label", "part=victim");
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  /// A run that hurts nobody, judged by the web server of the test.
  private static List<String> harmless(String... options) {
    List<String> command = new ArrayList<>(List.of("run", "-o", "json", "-f", "500ms"));
    command.addAll(List.of("-t", stage.selector() + ",part=victim"));
    command.addAll(List.of(options));
    command.addAll(List.of("recv_drop", "percent=0"));
    return command;
  }

  private static Finished run(List<String> command) throws Exception {
    return stage.run(command.toArray(String[]::new));
  }

  @Test
  void withoutASteadyStateTheExitCodeIsZero() throws Exception {
    assertThat(run(harmless("--for", "1s")).exitCode()).isZero();
  }

  @Test
  void aSteadyStateThatHeldIsZero() throws Exception {
    try (Health health = Health.good()) {
      Finished finished = run(harmless("--for", "2s", "--strict", "--steady-state", health.url()));
      assertThat(finished.exitCode()).as("%s", finished).isZero();
      RunEvents events = finished.events();
      assertThat(events.types())
          .contains("probe.sampled", "steadystate.baselined", "steadystate.held")
          .doesNotContain("steadystate.deviated", "steadystate.recovered");
      assertThat(events.after("steadystate.baselined").types())
          .as("the control period comes before the first fault")
          .contains("policy.started", "injection.applied");
    }
  }

  @Test
  void aDeviationThatIsNotRegainedIsOne() throws Exception {
    try (Health health = Health.good();
        EntropyProcess run =
            stage.start(
                harmless("--for", "3s", "--recovery", "2s", "--steady-state", health.url())
                    .toArray(String[]::new))) {
      run.awaitLine(l -> RunEvent.of(l).is("injection.verified"));
      health.turnBad();
      Finished finished = Finished.of(run);
      assertThat(finished.exitCode()).as("%s", finished).isOne();
      assertThat(finished.events().types())
          .contains("steadystate.deviated")
          .doesNotContain("steadystate.recovered", "steadystate.held");
    }
  }

  @Test
  void aDeviationThatWasRegainedFailsAStrictRunOnly() throws Exception {
    assertThat(deviatedAndRecovered()).isZero();
    assertThat(deviatedAndRecovered("--strict")).isOne();
  }

  private static int deviatedAndRecovered(String... options) throws Exception {
    try (Health health = Health.good()) {
      List<String> command =
          harmless("--for", "2500ms", "--recovery", "20s", "--steady-state", health.url());
      command.addAll(1, List.of(options));
      try (EntropyProcess run = stage.start(command.toArray(String[]::new))) {
        run.awaitLine(l -> RunEvent.of(l).is("injection.verified"));
        health.turnBad();
        run.awaitLine(l -> RunEvent.of(l).is("steadystate.deviated"));
        health.turnGood();
        Finished finished = Finished.of(run);
        assertThat(finished.events().types()).contains("steadystate.recovered");
        return finished.exitCode();
      }
    }
  }

  @Test
  void whatIsNotHealthyToBeginWithIsFiveAndNotHurt() throws Exception {
    try (Health good = Health.good();
        Health bad = Health.good()) {
      bad.turnBad();
      Finished finished =
          run(
              harmless(
                  "--for",
                  "2s",
                  "--control",
                  "3s",
                  "--steady-state",
                  good.url(),
                  "--steady-state",
                  bad.url()));
      assertThat(finished.exitCode()).as("%s", finished).isEqualTo(5);
      assertThat(finished.stderr()).contains(bad.url(), "no fault was made");
      assertThat(finished.stderr()).doesNotContain(good.url());
      assertThat(finished.events().types())
          .contains("probe.sampled")
          .doesNotContain("policy.started", "roll", "injection.requested");
    }
  }

  /// A filter names a container that isn't there: each fault is refused on its target.
  @Test
  void aRunWhoseFaultsCouldNotBeMadeIsFourWhateverHeld() throws Exception {
    try (Health health = Health.good()) {
      List<String> command = harmless("--for", "1s", "--steady-state", health.url());
      command.add("from=" + stage.name("nobody"));
      Finished finished = run(command);
      assertThat(finished.exitCode()).as("%s", finished).isEqualTo(4);
      assertThat(finished.events().of("injection.failed"))
          .isNotEmpty()
          .allSatisfy(e -> assertThat(e.data("message")).contains(stage.name("nobody")));
      assertThat(finished.events().types()).doesNotContain("injection.verified");
    }
  }

  /// The fault itself cuts off the web server that the steady state asks, and nothing else does.
  @Test
  void aFaultThatCutsARealServiceDeviatesAndItsEndRecovers() throws Exception {
    TestContainer web = stage.webServer("web");
    String url = "http://" + web.ipv4().getHostAddress() + ":8080/etc/hostname";
    Finished finished =
        stage.run(
            "run",
            "-o",
            "json",
            "-f",
            "5s",
            "--for",
            "5s",
            "--container",
            stage.name("web"),
            "--steady-state",
            url,
            "recv_drop",
            "dport=8080");
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    RunEvents events = finished.events();
    assertThat(events.of("steadystate.deviated")).hasSize(1);
    assertThat(events.of("steadystate.recovered")).hasSize(1);
    assertThat(events.after("injection.applied").types()).contains("steadystate.deviated");
    assertThat(events.after("injection.reverted").types())
        .contains("steadystate.recovered")
        .doesNotContain("steadystate.deviated");
    assertThat(events.sum("injection.reverted", "packets_dropped")).isPositive();
  }

  @Test
  void theSummaryGivesTheVerdict() throws Exception {
    try (Health health = Health.good()) {
      List<String> command = harmless("--for", "3s", "--steady-state", health.url());
      command.removeAll(List.of("-o", "json"));
      Finished finished = run(command);
      assertThat(finished.exitCode()).as("%s", finished).isZero();
      assertThat(finished.stdout()).contains("steady state", "held", "samples good", health.url());
    }
  }
}
