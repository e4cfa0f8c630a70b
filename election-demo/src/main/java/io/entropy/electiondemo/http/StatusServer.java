package io.entropy.electiondemo.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.entropy.electiondemo.voter.Voter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The HTTP server of one voter.
public final class StatusServer implements AutoCloseable {
  private final Voter voter;
  private final HttpServer server;
  private final ExecutorService requests;

  /// A server that answers from now on; port 0 takes any free one.
  ///
  /// @throws IOException when the port is taken
  public StatusServer(InetSocketAddress listen, Voter voter) throws IOException {
    this.voter = voter;
    try {
      server = HttpServer.create(listen, 0);
    } catch (IOException failure) {
      throw new IOException(
          "cannot listen on TCP " + listen + ": " + failure.getMessage(), failure);
    }
    requests = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
    server.setExecutor(requests);
    server.createContext("/", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var method = exchange.getRequestMethod();
      var page =
          method.equals("GET") || method.equals("HEAD")
              ? page(exchange.getRequestURI().getPath())
              : Page.plain(405, "only GET and HEAD");
      var body = page.text().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", page.contentType());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      if (method.equals("HEAD")) {
        exchange.sendResponseHeaders(page.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(page.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Page page(String path) {
    return switch (path) {
      case "/status" -> Page.status(voter.sighting());
      case "/healthz" -> Page.health(voter.sighting(), voter.hasCurrentLeader());
      case "/metrics" -> MetricsText.page(voter.sighting().state(), voter.counters());
      default -> Page.plain(404, "there are /status, /healthz and /metrics");
    };
  }

  @Override
  public void close() {
    server.stop(0);
    requests.close();
  }
}
