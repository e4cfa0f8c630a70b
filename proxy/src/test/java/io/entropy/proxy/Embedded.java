package io.entropy.proxy;

import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.util.Optional;

/// Servers of ours in this JVM.
final class Embedded {
  static {
    // Its count of bytes in use is exact. It must be chosen before Netty's first buffer.
    System.setProperty("io.netty.allocator.type", "unpooled");
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  private Embedded() {}

  static ProxyServer start() throws IOException {
    return ProxyServer.start(new ProxyConfig("127.0.0.1", 0, Optional.empty()));
  }

  static ServerUnderTest underTest(ProxyServer server) {
    return new ServerUnderTest(server.host(), server.port(), Api.VERSION, server::close);
  }
}
