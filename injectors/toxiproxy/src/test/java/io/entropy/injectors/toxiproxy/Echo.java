package io.entropy.injectors.toxiproxy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.proxy.ProxyConfig;
import io.entropy.proxy.ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// A proxy server with proxies in front of an echo server on loopback. A toxic does nothing in the
/// container itself, so targets are named only, each as a proxy of its own.
final class Echo implements AutoCloseable {
  private final ProxyServer server =
      ProxyServer.start(new ProxyConfig("127.0.0.1", 0, Optional.empty()));
  private final ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());

  Echo() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      var _ = socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException _) {
      // Ended by the toxic.
    }
  }

  String server() {
    return server.host() + ":" + server.port();
  }

  ToxiproxyClient client() {
    return new ToxiproxyClient(server.host(), server.port());
  }

  Target target() throws IOException {
    String name = "target-%08x".formatted(ThreadLocalRandom.current().nextInt());
    String upstream = "127.0.0.1:" + listener.getLocalPort();
    var _ = client().createProxy(name, "127.0.0.1:0", upstream);
    return Target.newBuilder()
        .setId(name)
        .setSpec(TargetSpec.newBuilder().setNodeId("test").setName(name).setKey(name))
        .build();
  }

  Socket connect(Target target) throws IOException {
    Proxy proxy = client().getProxy(target.getSpec().getName());
    String port = proxy.getListen().substring(proxy.getListen().lastIndexOf(':') + 1);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    socket.setSoTimeout(20_000);
    return socket;
  }

  List<String> toxics(Target target) throws IOException {
    return client().getProxy(target.getSpec().getName()).toxics().getAll().stream()
        .map(Toxic::getName)
        .toList();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    server.close();
  }
}
