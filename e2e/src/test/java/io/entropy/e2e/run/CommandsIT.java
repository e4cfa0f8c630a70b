package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands beside `run`: what works here, what can be asked for, how it's used.
class CommandsIT {
  private static final List<String> COMMANDS =
      List.of("run", "agent", "manage", "modes", "doctor", "reap", "halt", "version", "completion");

  @TempDir Path folder;

  private Finished entropy(String... arguments) throws Exception {
    try (EntropyProcess process = EntropyProcess.start(folder.resolve("state"), arguments)) {
      return Finished.of(process);
    }
  }

  private String succeeds(String... arguments) throws Exception {
    Finished finished = entropy(arguments);
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    assertThat(finished.err()).isEmpty();
    return finished.stdout();
  }

  @Test
  void doctorFindsThatEverythingWorksHere() throws Exception {
    String found = succeeds("doctor");
    assertThat(found).contains("Docker engine", "journal", "nftables leases", "egress");
    // What it lacks, others do: this machine's kernel may have no netem.
    assertThat(found).doesNotContain("NO ").contains("Everything works.", "netem");
  }

  @Test
  void doctorTellsWhatDoesNotWorkAndWhy() throws Exception {
    Finished finished = entropy("doctor", "-H", "unix:///nowhere");
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(4);
    assertThat(finished.out())
        .anySatisfy(l -> assertThat(l).startsWith("NO ").contains("engine", "unix:///nowhere"));
    assertThat(finished.out())
        .as("the rest is looked at all the same")
        .anySatisfy(l -> assertThat(l).startsWith("yes").contains("nftables leases"));
  }

  /// The agent's jar holds an empty file in place of one that takes the engine's client 30 ms.
  @Test
  void oursComeFirstOnTheClassPath() throws Exception {
    Map<String, String> settings =
        Map.of(
            "ENTROPY_STATE_DIR",
            folder.toString(),
            "ENTROPY_JAVA_OPTS",
            "-XshowSettings:properties");
    try (EntropyProcess process = EntropyProcess.start(settings, "version")) {
      List<String> jars =
          Finished.of(process).err().stream().filter(l -> l.endsWith(".jar")).toList();
      assertThat(jars).anyMatch(jar -> jar.contains("docker-java"));
      assertThat(jars.subList(0, 10)).allMatch(jar -> jar.contains("/entropy-"));
    }
  }

  @Test
  void doctorTellsWhatPrivilegesAreMissing() throws Exception {
    List<String> command =
        List.of(
            "setpriv",
            "--bounding-set=-sys_admin,-net_admin",
            "--inh-caps=-sys_admin,-net_admin",
            EntropyProcess.command().toString(),
            "doctor");
    try (EntropyProcess process =
        EntropyProcess.start(Map.of("ENTROPY_STATE_DIR", folder.toString()), command)) {
      Finished finished = Finished.of(process);
      assertThat(finished.exitCode()).as("%s", finished).isEqualTo(4);
      assertThat(finished.out())
          .anySatisfy(l -> assertThat(l).startsWith("NO ").contains("nftables"));
      assertThat(finished.stdout()).contains("CAP_SYS_ADMIN", "CAP_NET_ADMIN");
    }
  }

  @Test
  void modesListsEveryDeclaredModeWithItsAliases() throws Exception {
    String listed = succeeds("modes");
    List<FailureMode> declared = FailureModes.load().all();
    assertThat(declared).extracting(FailureMode::name).contains("recv_drop", "send_drop");
    for (FailureMode mode : declared) {
      assertThat(listed).contains(mode.name(), mode.summary());
      assertThat(mode.aliases()).allSatisfy(alias -> assertThat(listed).contains(alias));
    }
  }

  @Test
  void modesShowsEveryParameterWithDefaultAndRange() throws Exception {
    for (FailureMode mode : FailureModes.load().all()) {
      String shown = succeeds("modes", mode.name());
      for (Parameter<?> parameter : mode.parameters()) {
        assertThat(shown)
            .contains(parameter.name() + "=", parameter.help(), parameter.type().expected());
        parameter.defaultText().ifPresent(d -> assertThat(shown).contains("default " + d));
      }
    }
    assertThat(succeeds("modes", "loss")).as("by its alias").startsWith("recv_drop");
  }

  @Test
  void modesNamesTheNearestForOneThatIsNone() throws Exception {
    Finished finished = entropy("modes", "send_dorp");
    assertThat(finished.exitCode()).isEqualTo(2);
    assertThat(finished.stderr()).contains("did you mean `send_drop`?");
  }

  @Test
  void versionSaysWhatWasBuiltAndRuns() throws Exception {
    assertThat(succeeds("version")).containsPattern("entropy +[0-9]+\\.[0-9]+").contains("java ");
    assertThat(succeeds("--version")).isEqualTo(succeeds("version"));
  }

  /// Made by another JDK, or cut short: it's only there to start faster.
  @Test
  void aStartUpCacheThatDoesNotFitIsNotHeardOf() throws Exception {
    Path cache = Files.writeString(folder.resolve("cache.aot"), "no cache");
    Map<String, String> environment = Map.of("ENTROPY_JAVA_OPTS", "-XX:AOTCache=" + cache);
    try (EntropyProcess process = EntropyProcess.start(environment, "version")) {
      Finished finished = Finished.of(process);
      assertThat(finished.exitCode()).as("%s", finished).isZero();
      assertThat(finished.err()).isEmpty();
      assertThat(finished.out()).first().asString().startsWith("entropy ");
    }
  }

  @Test
  void everyCommandHasHelp() throws Exception {
    assertThat(succeeds("--help")).contains(COMMANDS);
    for (String command : COMMANDS) {
      assertThat(succeeds(command, "--help")).startsWith("Usage: entropy " + command);
    }
  }

  @Test
  void bashTakesTheCompletionScriptAndOffersCommandsOptionsAndModes() throws Exception {
    Path script = folder.resolve("completion.bash");
    Files.writeString(script, succeeds("completion"));
    Shell.run("bash", "-n", script.toString());
    assertThat(offers(script, "entropy", "")).containsAll(COMMANDS);
    assertThat(offers(script, "entropy", "run", "--")).contains("--probability", "--steady-state");
    assertThat(offers(script, "entropy", "modes", "")).contains("recv_drop", "send_drop");
  }

  /// What bash would offer for the last of these words.
  private static List<String> offers(Path script, String... words) {
    String bash =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE=\"${COMP_WORDS[*]}\";"
                .formatted(script, quoted(words), words.length - 1)
            + " COMP_POINT=${#COMP_LINE}; _complete_entropy; printf '%s\\n' \"${COMPREPLY[@]}\"";
    return Shell.run("bash", "-c", bash).lines().map(String::strip).toList();
  }

  private static String quoted(String... words) {
    return String.join(" ", List.of(words).stream().map(w -> "'" + w + "'").toList());
  }

  @Test
  void reapSaysThatNothingWasLeft() throws Exception {
    assertThat(succeeds("reap")).contains("Nothing was left behind");
  }

  @Test
  void haltSaysThatNothingRan() throws Exception {
    assertThat(succeeds("halt")).contains("No run was under way");
  }
}
