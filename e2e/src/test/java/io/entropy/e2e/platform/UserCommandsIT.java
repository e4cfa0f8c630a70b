package io.entropy.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command that asks a manager once, by the launcher and hence with the few libraries that it
/// gives to such commands. There is no agent, so nothing is ever made to fail.
class UserCommandsIT {
  @TempDir Path folder;
  private Platform platform;

  @BeforeEach
  void open() throws Exception {
    platform = Platform.open();
  }

  @AfterEach
  void close() throws IOException {
    platform.close();
  }

  private String says(String... arguments) throws Exception {
    return platform.command(arguments);
  }

  @Test
  void policiesLiveAndDieByThem() throws Exception {
    EntropyProcess _ = platform.manager();
    String id =
        says("create", "--name", "one", "-f", "1s", "-p", ".1", "-t", "a=b", "recv_drop").strip();
    assertThat(says("ls")).contains("one", "recv_drop");
    assertThat(says("ls", "-o", "wide")).contains("SEED");
    assertThat(says("policy", "ls", "-o", "json")).contains("\"name\": \"one\"");
    assertThat(says("policy", "inspect", "one")).contains("id: " + id);
    String _ = says("start", "one");
    String _ = says("policy", "update", "one", "-p", ".2");
    String _ = says("stop", "one");
    assertThat(says("ls")).contains("0.2", "stopped");

    Path file = folder.resolve("policies.yml");
    String spec =
        """
        name: two
        target: {container: two}
        failure: {mode: recv_drop}
        frequency: 1s
        probability: 0.1
        """;
    Files.writeString(file, spec);
    assertThat(says("apply", "-f", file.toString())).isEqualTo("two created");
    assertThat(says("ls", "-o", "yaml")).contains("name: two");
    assertThat(says("apply", "-f", file.toString())).isEqualTo("two is as it should be");
    assertThat(says("diff", "-f", file.toString())).isEmpty();
    String _ = says("delete", "-f", file.toString());
    String _ = says("rm", "one");
    assertThat(says("ls")).doesNotContain("one", "two");
  }

  @Test
  void theRestIsSeenAndChangedByThem() throws Exception {
    EntropyProcess _ = platform.manager();
    for (String kind : List.of("injection", "node", "target", "token", "user", "notification")) {
      assertThat(says(kind, "ls")).as(kind).containsAnyOf("ID", "NAME").hasLineCount(1);
    }
    assertThat(says("lsi", "-o", "json")).isEqualTo("[]");
    String _ =
        says(
            "notification", "create", "hook", "--url", "http://127.0.0.1:9/", "--filter", "type=x");
    assertThat(says("notification", "inspect", "hook")).contains("127.0.0.1:9");
    String _ = says("notification", "rm", "hook");
    String _ = says("cluster", "update", "--default-limit", "3");
    assertThat(says("cluster", "inspect")).contains("count: 3");
    assertThat(says("halt")).contains("0 policies stopped");
    assertThat(says("resume")).contains("can be started again");
    String _ = says("context", "ls");
    assertThat(says("events")).contains("halted: entropy halt");
  }

  @Test
  void aManagerIsShownACertificateByThem() throws Exception {
    Map<String, String> nowhere = Map.of("ENTROPY_STATE_DIR", folder.resolve("user").toString());
    String ca = folder.resolve("ca").toString();
    String _ = succeeds(nowhere, "ca", "init", "--dir", ca);
    issue(nowhere, ca, "manager", "--host", "127.0.0.1");
    issue(nowhere, ca, "viewer");
    try (EntropyProcess manager =
        EntropyProcess.start(
            folder.resolve("state"),
            "manage",
            "--listen",
            "127.0.0.1:0",
            "--tls-dir",
            folder.resolve("manager").toString())) {
      String line = manager.awaitLine(l -> l.contains("https://127.0.0.1:"));
      String host = line.replaceFirst(".*https://(127\\.0\\.0\\.1:\\d+),.*", "tcp://$1");
      String shown = folder.resolve("viewer").toString();
      assertThat(succeeds(nowhere, "ls", "-H", host, "--tls-dir", shown)).contains("NAME");
      try (EntropyProcess without = EntropyProcess.start(nowhere, "ls", "-H", host)) {
        assertThat(without.awaitExit()).isEqualTo(4);
      }
    }
  }

  private void issue(Map<String, String> nowhere, String ca, String role, String... more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("ca", "issue", "--dir", ca, "--for", "1h"));
    arguments.addAll(List.of("--name", role, "--role", role));
    arguments.addAll(List.of("--out", folder.resolve(role).toString()));
    arguments.addAll(List.of(more));
    String _ = succeeds(nowhere, arguments.toArray(String[]::new));
  }

  private static String succeeds(Map<String, String> environment, String... arguments)
      throws Exception {
    try (EntropyProcess process = EntropyProcess.start(environment, arguments)) {
      assertThat(process.awaitExit()).as(process.everything()).isZero();
      return String.join("\n", process.out());
    }
  }
}
