package io.entropy.cli.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.cli.Entropy;
import io.entropy.cli.Entropy.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManageCommandIT {
  private static final Pattern AT = Pattern.compile("at (http://127\\.0\\.0\\.1:\\d+),");
  private static final String POLICY =
      """
      {"spec": {"name": "p", "probability": 1, "frequency": "1s",
                "failure": {"mode": "recv_drop"}, "target": {"container": "re2:.*"}}}\
      """;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whatAManagerWasToldIsThereAfterItsEnd() throws Exception {
    Entropy entropy = new Entropy(folder);
    Process first =
        entropy.start(
            List.of(), List.of("manage", "--listen", "127.0.0.1:0", "--default-limit", "30%"));
    try {
      String created = send("POST", address(entropy, first) + "/v1/policies", POLICY);
      assertThat(created).contains("\"percent\":30");
      end(first);
    } finally {
      var _ = first.destroyForcibly();
    }
    Process second =
        entropy.start(
            List.of(), List.of("manage", "--listen", "127.0.0.1:0", "--default-limit", "50%"));
    try {
      String at = address(entropy, second);
      assertThat(send("GET", at + "/v1/policies/p", "")).contains("\"state\":\"CREATED\"");
      assertThat(send("GET", at + "/healthz", "")).contains("\"leads\":true");
      end(second);
    } finally {
      var _ = second.destroyForcibly();
    }
    assertThat(entropy.read("err"))
        .isEqualTo(
            "The store has its bounds already: --default-limit is 30%, not 50%; 'entropy cluster"
                + " update' changes them.\n");
    assertThat(entropy.run("store", "check").out()).contains("1 failure-policies");
  }

  @Test
  void everyMistakeIsToldBeforeAnythingIsOpened() throws Exception {
    Result refused =
        new Entropy(folder).run("manage", "--listen", "0.0.0.0:2476", "--default-limit", "many");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--listen", "isn't a loopback address", "--default-limit");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  private String send(String method, String uri, String body) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(uri))
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private static String address(Entropy entropy, Process process) throws Exception {
    while (process.isAlive()) {
      Matcher said = AT.matcher(entropy.read("out"));
      if (said.find()) {
        return said.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError(entropy.read("err"));
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy(); // SIGTERM
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }
}
