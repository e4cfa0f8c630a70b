package io.entropy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.text.Violation;
import io.entropy.api.text.Violations;
import io.entropy.cli.run.RunPlan.Output;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RunPlanTest {
  private final Violations violations = new Violations();

  private RunPlan read(String... typed) {
    return RunPlan.read(CommandLine.populateCommand(new RunOptions(), typed), violations);
  }

  @Test
  void runsUntilInterruptedWithoutASteadyStateUnlessToldOtherwise() {
    RunPlan plan = read();
    assertThat(plan.runFor()).isEmpty();
    assertThat(plan.steadyStates()).isEmpty();
    assertThat(plan.output()).isEqualTo(Output.AUTO);
    assertThat(plan.control()).isPositive();
    assertThat(plan.recovery()).isPositive();
    assertThat(violations.isEmpty()).isTrue();
  }

  @Test
  void readsWhatWasTyped() {
    RunPlan plan =
        read(
            "--for",
            "1m30s",
            "--control",
            "3s",
            "--recovery",
            "1m",
            "-o",
            "JSON",
            "--steady-state",
            "http://127.0.0.1:8080/healthz",
            "--steady-state",
            "https://[::1]/");
    assertThat(plan.runFor()).contains(Duration.ofSeconds(90));
    assertThat(plan.control()).isEqualTo(Duration.ofSeconds(3));
    assertThat(plan.recovery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(plan.output()).isEqualTo(Output.JSON);
    assertThat(plan.steadyStates())
        .containsExactly(URI.create("http://127.0.0.1:8080/healthz"), URI.create("https://[::1]/"));
    assertThat(violations.isEmpty()).isTrue();
  }

  @Test
  void notesEveryMistakeWithTheOptionItIsIn() {
    read(
        "--for",
        "0s",
        "--control",
        "5",
        "--recovery",
        "-1s",
        "-o",
        "xml",
        "--steady-state",
        "localhost:80",
        "--steady-state",
        "ftp://x/",
        "--steady-state",
        "http://a b/",
        "--steady-state",
        "http:///healthz");
    assertThat(violations.toList())
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "--for",
            "--control",
            "--recovery",
            "--output",
            "--steady-state",
            "--steady-state",
            "--steady-state",
            "--steady-state");
  }
}
