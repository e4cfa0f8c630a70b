package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The checks of Pumba's suite of what is done to containers as a whole: two that end when they're
/// told to, with exit code 7, and one that doesn't hear.
class PumbaLifecycleIT {
  private static final int TOLD = 7;
  private static final int KILLED = 137;

  private static Stage stage;
  private static TestContainer one;
  private static TestContainer two;
  private static TestContainer deaf;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
    one = stage.obedient("pair-1", TOLD);
    two = stage.obedient("pair-2", TOLD);
    deaf = stage.container("deaf");
  }

  @BeforeEach
  void startAll() {
    Shell.run("docker", "start", one.id(), two.id(), deaf.id());
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  private static String pair() {
    return "re2:^" + stage.name("pair-") + "[0-9]$";
  }

  private static Finished run(String container, String... rest) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "-o", "json", "-f", "1s", "--for", "1s"));
    command.addAll(List.of("--container", container));
    command.addAll(List.of(rest));
    return stage.run(command.toArray(String[]::new));
  }

  /// One hit on each, however long a busy machine takes for it; then the run is ended.
  private static void hit(int containers, String pattern, String... rest) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "-o", "json", "-f", "60s"));
    command.addAll(List.of("--container", pattern));
    command.addAll(List.of(rest));
    try (EntropyProcess run = stage.start(command.toArray(String[]::new))) {
      run.awaitLine(_ -> done(run) == containers);
      run.signal("INT");
      Finished finished = Finished.of(run);
      assertThat(finished.exitCode()).as("%s", finished).isEqualTo(130);
      assertThat(finished.events().of("injection.failed")).as("%s", finished).isEmpty();
      assertThat(done(run)).as("%s", finished).isEqualTo(containers);
    }
  }

  private static long done(EntropyProcess run) {
    return run.out().stream().filter(line -> RunEvent.of(line).is("injection.done")).count();
  }

  private static String state(TestContainer container) {
    return container.inspect("{{.State.Status}} {{.State.ExitCode}}");
  }

  private static String life(TestContainer container) {
    return container.inspect("{{.State.StartedAt}} {{.State.Status}}");
  }

  @Test
  void everyContainerOfAPatternIsKilledAndNoOther() throws Exception {
    hit(2, pair(), "kill");
    assertThat(state(one)).isEqualTo("exited " + KILLED);
    assertThat(state(two)).isEqualTo("exited " + KILLED);
    assertThat(state(deaf)).isEqualTo("running 0");
  }

  @Test
  void anotherSignalIsSentWhenAsked() throws Exception {
    hit(1, stage.name("pair-1"), "kill", "signal=SIGTERM");
    assertThat(state(one)).isEqualTo("exited " + TOLD);
  }

  @Test
  void whoIsStoppedHasItsGraceAndIsKilledAfterIt() throws Exception {
    hit(1, stage.name("pair-1"), "stop");
    hit(1, stage.name("deaf"), "stop", "grace=1s");
    assertThat(state(one)).isEqualTo("exited " + TOLD);
    assertThat(state(deaf)).isEqualTo("exited " + KILLED);
  }

  @Test
  void whoIsRestartedRunsAgain() throws Exception {
    String before = life(one);
    hit(1, stage.name("pair-1"), "restart", "grace=5s");
    assertThat(life(one)).isNotEqualTo(before).endsWith(" running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "stop", "restart"})
  void atMostOneOfTwoIsHit(String mode) throws Exception {
    List<String> before = List.of(life(one), life(two));
    hit(1, pair(), "--limit", "1", mode);
    List<String> after = List.of(life(one), life(two));
    assertThat(after.getFirst().equals(before.getFirst()))
        .as("%s, %s", before, after)
        .isNotEqualTo(after.getLast().equals(before.getLast()));
  }

  @Test
  void whatIsStoppedAlreadyIsLeftAlone() throws Exception {
    Shell.run("docker", "kill", one.id());
    for (String mode : List.of("kill", "restart", "rm")) {
      Finished finished = run(stage.name("pair-1"), mode);
      assertThat(finished.exitCode()).as("%s", finished).isEqualTo(3);
      assertThat(finished.stderr()).contains("no running container");
    }
    assertThat(state(one)).isEqualTo("exited " + KILLED);
  }

  @Test
  void removedContainersAreGoneAndTheOthersStay() throws Exception {
    TestContainer victim = stage.container("victim");
    hit(1, "re2:^" + stage.name("vict") + ".*", "rm", "grace=0s");
    assertThat(Shell.attempt(List.of("docker", "inspect", victim.id())).exitCode()).isNotZero();
    assertThat(state(one)).isEqualTo("running 0");
  }

  @Test
  void itIsDoneAgainEachInterval() throws Exception {
    try (EntropyProcess run =
        stage.start(
            "run", "-o", "json", "-f", "700ms", "--container", stage.name("pair-2"), "kill")) {
      for (int cycle = 0; cycle < 3; cycle++) {
        await("killed, cycle " + cycle, () -> state(two).startsWith("exited"));
        Shell.run("docker", "start", two.id());
      }
      run.signal("INT");
      assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
    }
  }

  @Test
  void aDryRunKillsNobody() throws Exception {
    assertThat(run(stage.name("pair-1"), "--dry-run", "kill").exitCode()).isZero();
    assertThat(state(one)).isEqualTo("running 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aPauseIsSeenAndEndsWithItsRun(String signal) throws Exception {
    try (EntropyProcess run =
        stage.start(
            "run",
            "-f",
            "60s",
            "-o",
            "json",
            "--container",
            stage.name("deaf"),
            "pause",
            "method=docker")) {
      await("paused", () -> state(deaf).startsWith("paused"));
      run.signal(signal);
      assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
      assertThat(state(deaf)).isEqualTo("running 0");
    }
  }

  @Test
  void stressIsTheContainersAndEndsWithItsRun() throws Exception {
    try (EntropyProcess run =
        stage.start(
            "run",
            "-f",
            "60s",
            "-o",
            "json",
            "--container",
            stage.name("deaf"),
            "stress_cpu",
            "load=20")) {
      run.awaitLine(line -> RunEvent.of(line).is("injection.verified"));
      assertThat(processes()).isGreaterThan(1);
      run.signal("TERM");
      assertThat(run.awaitExit()).as(run.everything()).isEqualTo(130);
      assertThat(processes()).isOne();
    }
  }

  /// In the container, the engine says.
  private static long processes() {
    return Shell.run("docker", "top", deaf.id(), "-eo", "pid").lines().count() - 1;
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
