package io.entropy.proxy;

import com.sun.net.httpserver.HttpServer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A running proxy server: its HTTP API and the proxies made through that.
public final class ProxyServer implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService requests;
  private final MultiThreadIoEventLoopGroup loops;
  private final Proxies proxies;

  private ProxyServer(HttpServer http, MultiThreadIoEventLoopGroup loops, Proxies proxies) {
    this.http = http;
    this.loops = loops;
    this.proxies = proxies;
    this.requests =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("proxy-api-", 0).factory());
  }

  /// Starts one.
  ///
  /// @throws IOException when the API's port can't be had, or the file of proxies can't be read, or
  ///   one of them can't listen; nothing is left running then
  public static ProxyServer start(ProxyConfig config) throws IOException {
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    HttpServer http;
    try {
      http = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new IOException(
          "the HTTP API can't listen on %s:%d: %s"
              .formatted(config.host(), config.port(), e.getMessage()),
          e);
    }
    var loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    ProxyServer server = new ProxyServer(http, loops, new Proxies(loops));
    try {
      if (config.proxies().isPresent()) {
        String file = Files.readString(config.proxies().get());
        var _ = server.proxies.populate(Json.parse(file));
      }
    } catch (ApiException | IOException e) {
      http.start(); // One that was never started doesn't let go of its port.
      server.close();
      throw new IOException("proxies of " + config.proxies().get() + ": " + e.getMessage(), e);
    }
    http.createContext("/", new Api(server.proxies));
    http.setExecutor(server.requests);
    http.start();
    return server;
  }

  /// Where the HTTP API listens.
  public String host() {
    return http.getAddress().getAddress().getHostAddress();
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /// How many connections go through its proxies now.
  int sessions() {
    return proxies.all().stream().mapToInt(proxy -> proxy.toxics().sessions().size()).sum();
  }

  /// Stops listening, ends all connections and waits until that is done.
  @Override
  public void close() {
    http.stop(0);
    requests.close();
    proxies.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
