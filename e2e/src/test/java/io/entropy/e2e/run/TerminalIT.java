package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person sees: colours and a status line on a terminal, plain lines elsewhere, and at the
/// end what the run added up to.
class TerminalIT {
  private static final String ESCAPE = "\u001b";
  private static final String OPTIONS = "run --for 2s -f 500ms --seed 42 --name shown -t ";

  private static Stage stage;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
    stage.container("a");
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  @Test
  void aTerminalGetsColoursAndAStatusLine() throws Exception {
    String shown = onTerminal("xterm").stdout();
    assertThat(shown).contains(ESCAPE + "[");
    assertThat(shown).as("the status line is drawn anew").contains(ESCAPE + "[K");
    assertThat(shown).contains("policy.started", "injection.verified", "injection.reverted");
    assertThat(shown.lines().filter(l -> l.contains("1 targets"))).hasSizeGreaterThan(3);
  }

  @Test
  void aTerminalThatKnowsNoEscapesGetsPlainLines() throws Exception {
    assertThat(onTerminal("dumb").stdout()).doesNotContain(ESCAPE).contains("policy.started");
  }

  @Test
  void aPipeGetsPlainLinesAndTheSummary() throws Exception {
    Finished finished = stage.run((OPTIONS + stage.selector() + " recv_drop percent=0").split(" "));
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    String said = finished.stdout();
    assertThat(said).doesNotContain(ESCAPE).contains("policy.started", "injection.verified");
    assertThat(said).doesNotContain("injection.requested", "injection.applied");
    assertThat(finished.err()).isEmpty();
    String summary = said.substring(said.indexOf("\n\n"));
    assertThat(summary)
        .contains("shown", "seed 42", "--seed 42", "rolls", "hits", "injections", "0% of packets")
        .contains(" 4 requested", " 4 reverted", "0 failed", "0 leaked");
  }

  @Test
  void verboseShowsEveryEvent() throws Exception {
    Finished finished =
        stage.run((OPTIONS + stage.selector() + " -v -o plain recv_drop percent=0").split(" "));
    assertThat(finished.stdout())
        .contains("policy.created", "roll", "injection.requested", "injection.applied");
  }

  /// Through util-linux's script(1), which gives it a terminal.
  private static Finished onTerminal(String kind) throws Exception {
    String command =
        EntropyProcess.command() + " " + OPTIONS + stage.selector() + " recv_drop percent=0";
    Map<String, String> environment = new HashMap<>(stage.environment());
    environment.put("TERM", kind);
    try (EntropyProcess process =
        EntropyProcess.start(environment, List.of("script", "-qec", command, "/dev/null"))) {
      Finished finished = Finished.of(process);
      assertThat(finished.exitCode()).as("%s", finished).isZero();
      return finished;
    }
  }
}
