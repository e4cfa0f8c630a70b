package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Containers that aren't there at the start, come later, or go.
class MatchIT {
  private static Stage stage;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  @Test
  void endsWithThreeWhenNothingMatches() throws Exception {
    Finished finished = stage.run("run", "-t", stage.selector() + ",part=none", "recv_drop");
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(3);
    assertThat(finished.stderr()).contains("matches", "--wait");
    assertThat(finished.stdout()).isEmpty();
  }

  @Test
  void aStoppedContainerIsNoMatch() throws Exception {
    TestContainer stopped = stage.container("stopped", "--label", "part=stopped");
    Shell.run("docker", "kill", stopped.id());
    String selector = stage.selector() + ",part=stopped";
    assertThat(stage.run("run", "-t", selector, "recv_drop").exitCode()).isEqualTo(3);
    assertThat(stage.run("run", "--dry-run", "-t", selector, "recv_drop").exitCode()).isEqualTo(3);
  }

  @Test
  void waitsForAContainerAndHitsIt() throws Exception {
    String selector = stage.selector() + ",part=awaited";
    try (EntropyProcess run =
        stage.start(
            "run",
            "--wait",
            "-o",
            "json",
            "--for",
            "1s",
            "-f",
            "200ms",
            "-t",
            selector,
            "recv_drop",
            "percent=0")) {
      Thread.sleep(2_000);
      assertThat(run.isAlive()).isTrue();
      assertThat(run.out()).as("nothing is done before there is a target").isEmpty();
      stage.container("awaited", "--label", "part=awaited");
      Finished finished = Finished.of(run);
      assertThat(finished.exitCode()).as("%s", finished).isZero();
      assertThat(finished.events().targetNames("injection.verified"))
          .containsExactly(stage.name("awaited"));
    }
  }

  @Test
  void hitsWhatComesLater() throws Exception {
    String selector = stage.selector() + ",part=moving";
    TestContainer first = stage.container("first", "--label", "part=moving");
    try (EntropyProcess run =
        stage.start("run", "-o", "json", "-f", "200ms", "-t", selector, "recv_drop", "percent=0")) {
      run.awaitLine(l -> is(l, "injection.verified", stage.name("first")));
      stage.container("second", "--label", "part=moving");
      run.awaitLine(l -> is(l, "injection.verified", stage.name("second")));
      stage.remove(first);
      run.awaitLine(l -> is(l, "target.lost", stage.name("first")));
      Finished finished = afterTwelveMore(run);
      RunEvents after = finished.events().after("target.lost");
      assertThat(after.targetNames("injection.requested")).containsExactly(stage.name("second"));
      assertThat(after.of("roll")).allSatisfy(e -> assertThat(e.fact("rolled").asInt()).isOne());
      assertThat(finished.events().of("injection.failed")).isEmpty();
    }
  }

  @Test
  void leavesAloneWhatHasStopped() throws Exception {
    String selector = stage.selector() + ",part=stopping";
    TestContainer stops = stage.container("stops", "--label", "part=stopping");
    stage.container("stays", "--label", "part=stopping");
    try (EntropyProcess run =
        stage.start("run", "-o", "json", "-f", "200ms", "-t", selector, "recv_drop", "percent=0")) {
      run.awaitLine(l -> is(l, "injection.verified", stage.name("stops")));
      Shell.run("docker", "kill", stops.id());
      run.awaitLine(l -> is(l, "injection.refused", stage.name("stops")));
      Finished finished = afterTwelveMore(run);
      RunEvents after = finished.events().after("injection.refused");
      assertThat(after.targetNames("injection.requested")).containsExactly(stage.name("stays"));
      assertThat(after.of("injection.refused"))
          .allSatisfy(e -> assertThat(e.fact("reason").asText()).isEqualTo("not_running"));
      assertThat(finished.events().of("injection.failed")).isEmpty();
    }
  }

  private static Finished afterTwelveMore(EntropyProcess run) throws InterruptedException {
    int now = run.out().size();
    run.awaitLine(_ -> run.out().size() > now + 12);
    run.signal("INT");
    return Finished.of(run);
  }

  private static boolean is(String line, String type, String target) {
    RunEvent event = RunEvent.of(line);
    return event.is(type) && event.data("targetName").equals(target);
  }
}
