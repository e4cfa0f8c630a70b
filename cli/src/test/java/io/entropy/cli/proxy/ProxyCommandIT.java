package io.entropy.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.cli.Entropy;
import io.entropy.cli.Entropy.Result;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `entropy proxy`: serves, says where, and ends when it is told to.
@Timeout(60)
final class ProxyCommandIT {
  @TempDir Path folder;
  private Entropy entropy;

  @BeforeEach
  void folder() {
    entropy = new Entropy(folder);
  }

  @Test
  void servesTheProxiesOfItsFileUntilItIsToldToEnd() throws Exception {
    Path config = folder.resolve("proxies.json");
    Files.writeString(
        config, "[{\"name\":\"db\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}]");
    Process process =
        entropy.start(List.of(), List.of("proxy", "--port", "0", "--config", config.toString()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI proxies = URI.create(address(process) + "/proxies");
      HttpRequest request = HttpRequest.newBuilder(proxies).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .contains("\"db\"", "\"upstream\":\"127.0.0.1:1\"");
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(ConnectException.class);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aFileThatIsNoListOfProxiesIsAnErrorThatNamesIt() throws Exception {
    Path config = folder.resolve("proxies.json");
    Files.writeString(config, "hello");
    Result result = entropy.run("proxy", "--port", "0", "--config", config.toString());
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).contains(config.toString()).doesNotContain("\tat ");
  }

  @Test
  void whatCannotBeIsAnErrorInOneLine() throws Exception {
    refuses(2, "--port: `70000` isn't a port; expected 0 to 65535", "--port", "70000");
    refuses(4, "no such host", "--host", "nowhere.invalid", "--port", "0");
    refuses(4, "there is no such file", "--port", "0", "--config", folder + "/none.json");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refuses(4, "port 0 takes any that is free", "--port", "" + taken.getLocalPort());
    }
  }

  private void refuses(int exitCode, String words, String... options) throws Exception {
    List<String> all = Stream.concat(Stream.of("proxy"), Stream.of(options)).toList();
    Result result = entropy.run(all.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err().strip()).contains(words).hasLineCount(1);
  }

  private String address(Process process) throws Exception {
    while (!entropy.read("out").endsWith("\n") || !entropy.read("out").contains("The API")) {
      assertThat(process.isAlive()).as(entropy.read("err")).isTrue();
      Thread.sleep(20);
    }
    assertThat(entropy.read("out")).startsWith("Proxy db leads from 127.0.0.1:");
    return entropy.read("out").lines().toList().get(1).replace("The API is at ", "");
  }
}
