package io.entropy.server.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A receiver on a port of loopback that keeps what it took.
final class TestReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final boolean answers;
  private volatile int status = 200;
  final List<Request> taken = new CopyOnWriteArrayList<>();
  final List<Request> refused = new CopyOnWriteArrayList<>();

  record Request(String contentType, String signature, String body) {}

  private TestReceiver(int port, boolean answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  static TestReceiver start() throws IOException {
    return at(0);
  }

  static TestReceiver at(int port) throws IOException {
    return new TestReceiver(port, true);
  }

  /// Takes connections and never says a word.
  static TestReceiver silent() throws IOException {
    return new TestReceiver(0, false);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:%d/hook?token=topsecret".formatted(port());
  }

  void answer(int code) {
    status = code;
  }

  List<String> bodies() {
    return taken.stream().map(Request::body).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              String.valueOf(exchange.getRequestHeaders().getFirst("Entropy-Signature")),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      if (!answers) {
        refused.add(request);
        closing.await();
        return;
      }
      int code = status;
      (code == 200 ? taken : refused).add(request);
      exchange.sendResponseHeaders(code, -1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    if (!threads.isShutdown()) {
      server.stop(0);
    }
    threads.close();
  }
}
