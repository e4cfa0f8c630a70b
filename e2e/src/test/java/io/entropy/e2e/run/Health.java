package io.entropy.e2e.run;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A web page on a free loopback port that is good or bad, as a test wants.
final class Health implements AutoCloseable {
  private final HttpServer server;
  private volatile int status = 204;

  private Health(HttpServer server) {
    this.server = server;
  }

  static Health good() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Health health = new Health(server);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(health.status, -1);
          exchange.close();
        });
    server.start();
    return health;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
  }

  void turnBad() {
    status = 503;
  }

  void turnGood() {
    status = 204;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
