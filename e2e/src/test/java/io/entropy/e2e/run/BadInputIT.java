package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was typed wrong is told, all of it, with what would be right; the exit code is 2 and
/// nothing was done: no engine was asked (there is none at the endpoint), no state folder made.
class BadInputIT {
  @TempDir Path folder;

  @Test
  void namesTheNearestModeAndListsTheValidOnes() throws Exception {
    assertThat(refused("-t", "app", "recv_dorp"))
        .contains(
            "`recv_dorp`", "did you mean `recv_drop`?", "one of ", "recv_drop, ", "send_drop");
  }

  @Test
  void namesTheNearestParameterAndListsTheValidOnes() throws Exception {
    assertThat(refused("-t", "app", "recv_drop", "precent=30"))
        .contains(
            "precent",
            "did you mean `percent`?",
            "percent, every, model",
            "from, to, sport, dport");
  }

  @Test
  void refusesAProbabilityOutsideZeroToOne() throws Exception {
    for (String wrong : List.of("1.01", "-0.1", "50", "10%", "NaN")) {
      assertThat(refused("-p" + wrong, "-t", "app", "recv_drop"))
          .as(wrong)
          .contains("--probability", "`" + wrong + "`", "0 to 1");
    }
  }

  @Test
  void refusesAPercentageOutsideZeroToHundred() throws Exception {
    for (String wrong : List.of("100.1", "-1", "many")) {
      assertThat(refused("-t", "app", "recv_drop", "percent=" + wrong))
          .as(wrong)
          .contains("recv_drop percent", "`" + wrong + "`", "0 to 100");
    }
  }

  @Test
  void asksForTheUnitOfEveryDuration() throws Exception {
    String said =
        refused(
            "-f",
            "1",
            "-d",
            "2",
            "--for",
            "3",
            "--control",
            "4",
            "--recovery",
            "5",
            "-t",
            "app",
            "recv_drop");
    assertThat(said)
        .contains("`1` lacks a unit", "`2` lacks a unit", "`3` lacks a unit", "`4` lacks a unit")
        .contains("`5` lacks a unit", "--frequency", "--duration", "--for", "--control")
        .contains("--recovery", "1.5s");
  }

  @Test
  void pointsAtThePlaceWhereASelectorIsWrong() throws Exception {
    List<String> lines = refused("-t", "app in (a b)", "recv_drop").lines().toList();
    int typed = indexOf(lines, "app in (a b)");
    assertThat(lines.get(typed + 1).indexOf('^'))
        .as(String.join("\n", lines))
        .isEqualTo(lines.get(typed).indexOf("b)"));
  }

  @Test
  void pointsAtThePlaceInAnExclusionToo() throws Exception {
    List<String> lines = refused("-t", "app", "--exclude", "a=b,,c", "recv_drop").lines().toList();
    int typed = indexOf(lines, "a=b,,c");
    assertThat(lines.get(typed + 1).indexOf('^'))
        .as(String.join("\n", lines))
        .isEqualTo(lines.get(typed).indexOf(",c"));
  }

  @Test
  void saysHowParametersAreWritten() throws Exception {
    assertThat(refused("-t", "app", "recv_drop", "30", "=4", "percent=1", "percent=2"))
        .contains("30: ", "key=value", "=4: ", "`percent` is given twice");
  }

  @Test
  void tellsEveryMistakeAtOnce() throws Exception {
    String said =
        refused(
            "-f",
            "1",
            "-p",
            "2",
            "-t",
            "a in",
            "--limit",
            "x",
            "--min-healthy",
            "101%",
            "--seed",
            "-1",
            "--container",
            "re2:(",
            "--steady-state",
            "ftp://x",
            "-o",
            "xml",
            "--on-restart",
            "maybe",
            "recv_drop",
            "percent=101",
            "dprt=80");
    assertThat(said)
        .contains("--frequency", "--probability", "--target", "--limit", "--min-healthy", "--seed")
        .contains("--container", "--steady-state", "--output", "--on-restart")
        .contains("recv_drop percent", "did you mean `dport`?");
  }

  /// What Pumba's suite has it refuse too, mode by mode.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency time=invalid | latency time",
        "latency | latency time",
        "latency time=1s jitter=2s | jitter",
        "latency time=100 | lacks a unit",
        "rate rate=invalid | rate rate",
        "corrupt percent=101 | corrupt percent",
        "recv_drop every=0 | recv_drop every",
        "recv_drop every=2 percent=5 | every",
        "recv_drop dport=70000 | dport",
        "kill signal=NOPE | kill signal",
        "stop grace=-1s | stop grace",
        "stress_cpu workers=0 | stress_cpu workers",
        "partition shape=star | partition shape",
      })
  void refusesWhatAModeCannotDo(String failure, String named) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-t", "app"));
    arguments.addAll(List.of(failure.strip().split(" ")));
    assertThat(refused(arguments.toArray(String[]::new))).contains(named.strip());
  }

  @Test
  void suggestsTheOptionThatWasMeant() throws Exception {
    assertThat(refused("--probabilty", ".1", "-t", "app", "recv_drop"))
        .contains("--probabilty", "--probability", "--help");
  }

  @Test
  void suggestsTheCommandThatWasMeant() throws Exception {
    Finished finished = entropy("rnu");
    assertThat(finished.exitCode()).isEqualTo(2);
    assertThat(finished.stderr()).contains("`rnu`", "did you mean `run`?");
  }

  @Test
  void hurtsNobodyWhenNoContainersAreNamed() throws Exception {
    assertThat(refused("recv_drop")).contains("-t SELECTOR", "--project NAME", "--container NAME");
  }

  @Test
  void asksForTheMode() throws Exception {
    assertThat(refused("-t", "app")).contains("MODE", "--help");
  }

  private static int indexOf(List<String> lines, String part) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part) && lines.get(i + 1).contains("^")) {
        return i;
      }
    }
    throw new AssertionError("no line above a caret has " + part + " in\n" + lines);
  }

  /// What it says of a run that it refuses.
  private String refused(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("run", "-H", "unix:///nowhere"));
    all.addAll(List.of(arguments));
    Finished finished = entropy(all.toArray(String[]::new));
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(2);
    assertThat(finished.stdout()).isEmpty();
    assertThat(finished.stderr()).doesNotContain("Exception", "\tat ");
    assertThat(folder.resolve("state")).doesNotExist();
    return finished.stderr();
  }

  private Finished entropy(String... arguments) throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of("ENTROPY_STATE_DIR", folder.resolve("state").toString());
    try (EntropyProcess process = EntropyProcess.start(environment, arguments)) {
      return Finished.of(process);
    }
  }
}
