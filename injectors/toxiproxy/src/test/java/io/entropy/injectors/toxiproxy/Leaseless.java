package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.entropy.proxy.ProxyConfig;
import io.entropy.proxy.ProxyServer;
import io.entropy.proxy.ServerUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands in for a server that knows no leases where Shopify's isn't installed: one of ours makes
/// the toxics, behind a front that takes Toxiproxy's own fields and paths only. It can hold back
/// what is posted, as a server that is stopped does.
final class Leaseless {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String VERSION = "2.12.0";

  private final ProxyServer ours =
      ProxyServer.start(new ProxyConfig("127.0.0.1", 0, Optional.empty()));
  private final HttpServer front =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile CountDownLatch posts = new CountDownLatch(0);

  Leaseless() throws IOException {
    front.setExecutor(threads);
    front.createContext("/", this::pass);
    front.start();
  }

  ServerUnderTest underTest() {
    return new ServerUnderTest("127.0.0.1", front.getAddress().getPort(), VERSION, this::close);
  }

  /// Toxics that are asked for from now on are made when the latch opens.
  CountDownLatch hold() {
    posts = new CountDownLatch(1);
    return posts;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getRawPath();
      String method = exchange.getRequestMethod();
      if (method.equals("POST") && path.endsWith("/toxics")) {
        posts.await();
      }
      if (path.equals("/version")) {
        answer(exchange, 200, "{\"version\":\"" + VERSION + "\"}");
      } else if (path.startsWith("/tallies")) {
        answer(exchange, 404, "404 page not found");
      } else {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ours.port() + path))
                .method(method, BodyPublishers.ofString(withoutLease(body)))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        answer(exchange, response.statusCode(), response.body());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// As Toxiproxy does, it overlooks what it doesn't know.
  private static String withoutLease(String body) {
    if (!body.startsWith("{")) {
      return body;
    }
    JsonObject json = JsonParser.parseString(body).getAsJsonObject();
    json.remove("lease_ms");
    json.remove("replaces");
    return json.toString();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private void close() {
    front.stop(0);
    threads.shutdownNow();
    ours.close();
  }
}
