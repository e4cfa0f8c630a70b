package io.entropy.proxy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A server of ours, driven by toxiproxy-java, with a proxy in front of an echo server.
abstract class ProxyFixture {
  static final String NAME = "echo";

  static {
    // Its count of bytes in use is exact. It must be chosen before Netty's first buffer.
    System.setProperty("io.netty.allocator.type", "unpooled");
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  ProxyServer server;
  EchoServer echo;
  ToxiproxyClient client;
  Proxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = ProxyServer.start(new ProxyConfig("127.0.0.1", 0, Optional.empty()));
    echo = new EchoServer();
    client = new ToxiproxyClient(server.host(), server.port());
    proxy = client.createProxy(NAME, "127.0.0.1:0", echo.address());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    echo.close();
  }

  /// A connection through the proxy, which gives up on reads after a generous while.
  Socket connect() throws IOException {
    String listen = proxy.getListen();
    int colon = listen.lastIndexOf(':');
    Socket socket =
        new Socket(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /// How long it takes until so many bytes sent have come back.
  static Duration roundTrip(Socket socket, int bytes) throws IOException {
    long begun = System.nanoTime();
    socket.getOutputStream().write(new byte[bytes]);
    int back = socket.getInputStream().readNBytes(bytes).length;
    if (back < bytes) {
      throw new IOException("only " + back + " of " + bytes + " bytes came back");
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// How many bytes come until the stream ends.
  static long drain(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return in.readAllBytes().length;
  }
}
