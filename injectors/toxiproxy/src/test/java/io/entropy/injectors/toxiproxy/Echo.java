package io.entropy.injectors.toxiproxy;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import io.entropy.api.v1.Target;
import io.entropy.proxy.ProxyConfig;
import io.entropy.proxy.ProxyServer;
import io.entropy.proxy.ServerProcess;
import io.entropy.proxy.ServerUnderTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// A Toxiproxy server with proxies in front of the container that echoes. A toxic does nothing in
/// the container itself, so each target is that container under the name of a proxy of its own.
/// Needs the extension [EchoContainers]. Any thread.
public final class Echo implements AutoCloseable {
  private final ServerUnderTest server;
  private final String gateway = EchoContainers.gateway();
  private final String upstream = EchoContainers.echo();
  private final Target container = EchoContainers.server();
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();

  private Echo(ServerUnderTest server) {
    this.server = server;
  }

  /// At a server of ours.
  public static Echo atOurs() throws IOException {
    ProxyServer ours = ProxyServer.start(new ProxyConfig("127.0.0.1", 0, Optional.empty()));
    return new Echo(new ServerUnderTest(ours.host(), ours.port(), "ours", ours::close));
  }

  /// At one that knows no leases: Shopify's, where it's installed, else [Leaseless].
  public static Echo atAnothers() throws IOException {
    Optional<ServerUnderTest> shopify = ServerProcess.ofShopify();
    return new Echo(shopify.isPresent() ? shopify.get() : new Leaseless().underTest());
  }

  static Echo at(Leaseless server) {
    return new Echo(server.underTest());
  }

  /// As the parameter `server` takes it.
  public String server() {
    return server.host() + ":" + server.port();
  }

  ToxiproxyClient client() {
    return new ToxiproxyClient(server.host(), server.port());
  }

  public Target target() throws IOException {
    String name = "target-%08x".formatted(ThreadLocalRandom.current().nextInt());
    String listen = client().createProxy(name, gateway + ":0", upstream).getListen();
    ports.put(name, Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)));
    return container.toBuilder()
        .setSpec(container.getSpec().toBuilder().setName(name).setKey(name))
        .build();
  }

  /// A connection of the client's to the target.
  public SocketChannel connect(Target target) throws IOException {
    int port = ports.getOrDefault(target.getSpec().getName(), 0);
    return EchoContainers.connect(new InetSocketAddress(gateway, port));
  }

  /// What becomes of so many bytes and the end of the stream, sent to the target.
  public Trip send(Target target, int bytes) throws IOException {
    return send(target, bytes, true);
  }

  Trip send(Target target, int bytes, boolean end) throws IOException {
    int back = -1;
    SocketChannel channel = connect(target);
    long begun = System.nanoTime();
    try (Socket socket = channel.socket()) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(new byte[bytes]);
      if (end) {
        socket.shutdownOutput();
      }
      back = socket.getInputStream().readAllBytes().length;
    } catch (IOException _) {
      // The toxic reset it.
    }
    return new Trip(back, (System.nanoTime() - begun) / 1_000_000);
  }

  /// What became of bytes that were sent to come back.
  ///
  /// @param back how many bytes came back; -1 when the connection was reset
  /// @param millis until the end of what came back
  public record Trip(int back, long millis) {}

  public List<String> toxics(Target target) throws IOException {
    return client().getProxy(target.getSpec().getName()).toxics().getAll().stream()
        .map(Toxic::getName)
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
