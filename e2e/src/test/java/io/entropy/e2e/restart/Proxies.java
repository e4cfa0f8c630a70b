package io.entropy.e2e.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `entropy proxy` with a proxy for each container, named as that is, asked by its HTTP API. Any
/// thread.
final class Proxies implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://(127\\.0\\.0\\.1:[0-9]+)");

  private final EntropyProcess process;
  private final String server;
  private final HttpClient client = HttpClient.newHttpClient();

  private Proxies(EntropyProcess process, String server) {
    this.process = process;
    this.server = server;
  }

  static Proxies start(Path stateDir) throws IOException, InterruptedException {
    EntropyProcess process = EntropyProcess.start(stateDir, "proxy", "--port", "0");
    String line = process.awaitLine(said -> ADDRESS.matcher(said).find());
    Matcher address = ADDRESS.matcher(line);
    assertThat(address.find()).isTrue();
    return new Proxies(process, address.group(1));
  }

  /// As the parameter `server` takes it.
  String server() {
    return server;
  }

  void add(TestContainer container) throws IOException, InterruptedException {
    String proxy =
        """
        {"name": "%s", "listen": "127.0.0.1:0", "upstream": "127.0.0.1:1"}\
        """
            .formatted(container.name());
    String _ = send(request("").POST(BodyPublishers.ofString(proxy)));
  }

  boolean hasToxic(TestContainer container) throws IOException, InterruptedException {
    return !send(request("/" + container.name() + "/toxics")).equals("[]");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + server + "/proxies" + path));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return response.body().strip();
  }

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
