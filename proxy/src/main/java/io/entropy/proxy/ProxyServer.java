package io.entropy.proxy;

import com.sun.net.httpserver.HttpServer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
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
    HttpServer http = listen(config);
    var loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    ProxyServer server = new ProxyServer(http, loops, new Proxies(loops));
    try {
      if (config.proxies().isPresent()) {
        var _ = server.proxies.populate(Json.parse(read(config.proxies().get())));
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

  private static HttpServer listen(ProxyConfig config) throws IOException {
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    String where = "the HTTP API can't listen on %s:%d: ".formatted(config.host(), config.port());
    if (address.isUnresolved()) {
      throw new IOException(where + "no such host");
    }
    try {
      return HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new IOException(where + e.getMessage() + " (port 0 takes any that is free)", e);
    } catch (IOException e) {
      throw new IOException(where + e.getMessage(), e);
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new IOException("it isn't text in UTF-8", e);
    }
  }

  /// Each proxy in a line: its name, where it listens and where it leads.
  public List<String> proxies() {
    return proxies.all().stream().map(Proxy::line).toList();
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
