package io.entropy.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.cli.Entropy;
import io.entropy.cli.Entropy.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bounds of all policies through the command line, with a manager in a process of its own.
final class ClusterCommandIT {
  private static final Pattern AT = Pattern.compile("at http(://127\\.0\\.0\\.1:\\d+),");

  @TempDir Path folder;
  private Entropy entropy;
  private Process manager;
  private String host;

  @BeforeEach
  void manage() throws Exception {
    entropy = new Entropy(Files.createDirectory(folder.resolve("user")));
    Entropy managing = new Entropy(Files.createDirectory(folder.resolve("manager")));
    manager =
        managing.start(
            List.of(), List.of("manage", "--listen", "127.0.0.1:0", "--max-active", "10%"));
    Matcher said = AT.matcher("");
    while (!said.reset(managing.read("out")).find()) {
      assertThat(manager.isAlive()).as(managing.read("err")).isTrue();
      Thread.sleep(50);
    }
    host = "tcp" + said.group(1);
  }

  @AfterEach
  void end() throws InterruptedException {
    int _ = manager.destroyForcibly().waitFor();
  }

  @Test
  void changesWhatIsTypedAndLeavesTheRest() throws Exception {
    Result updated = entropy.run("cluster", "update", "-H", host, "--default-limit", "3");
    assertThat(updated.err()).isEmpty();
    assertThat(updated.exitCode()).isZero();
    assertThat(entropy.run("cluster", "inspect", "-H", host, "-o", "json").out())
        .containsPattern("\"maxActive\": \\{\\s+\"percent\": 10.0")
        .containsPattern("\"limit\": \\{\\s+\"count\": 3");
    assertThat(entropy.run("cluster", "update", "-H", host, "--max-active", "none").exitCode())
        .isZero();
    assertThat(entropy.run("cluster", "inspect", "-H", host).out())
        .doesNotContain("maxActive")
        .contains("count: 3");
  }

  @Test
  void everyMistakeIsToldBeforeAnybodyIsAsked() throws Exception {
    String nobody = "tcp://127.0.0.1:1";
    Result wrong =
        entropy.run(
            "cluster", "update", "-H", nobody, "--max-active", "120%", "--default-limit", "many");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--max-active", "--default-limit");
    assertThat(entropy.run("cluster", "update", "-H", nobody).err())
        .contains("there is nothing to change");
  }
}
