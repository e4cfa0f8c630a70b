package io.entropy.injectors.toxiproxy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/// Two containers that all test classes share, and the proxy servers before them: one container's
/// network has an echo server, the other's has its clients. As an extension it has them there for a
/// class; they go when all tests are over.
public final class EchoContainers implements BeforeAllCallback {
  private static final int PORT = 7;

  /// @param gateway the host's address in the containers' network
  private record Running(
      TestEngine engine,
      Target server,
      NetworkNamespace client,
      String gateway,
      ServerSocketChannel listener)
      implements AutoCloseable {

    static Running start() {
      try {
        TestEngine engine = TestEngine.open();
        TestContainer server = engine.container();
        ServerSocketChannel listener = network(server).enter(ServerSocketChannel::open);
        var _ = listener.bind(new InetSocketAddress(PORT), 512);
        Thread.ofVirtual().name("echo").start(() -> accept(listener));
        TestContainer client = engine.container();
        String gateway = client.inspect("{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}");
        return new Running(engine, server.target(), network(client), gateway, listener);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
      engine.close();
    }
  }

  private static NetworkNamespace network(TestContainer container) {
    return NetworkNamespace.ofProcess(container.pid());
  }

  private static void accept(ServerSocketChannel listener) {
    try {
      while (true) {
        SocketChannel channel = listener.accept();
        Thread.ofVirtual().name("echo-connection").start(() -> echo(channel));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void echo(SocketChannel channel) {
    try (Socket socket = channel.socket()) {
      var _ = socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException _) {
      // Ended by a toxic.
    }
  }

  private record Servers(Echo ours, Echo anothers) implements AutoCloseable {

    static Servers start() {
      try {
        return new Servers(Echo.atOurs(), Echo.atAnothers());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      ours.close();
      anothers.close();
    }
  }

  private static volatile @Nullable Running running;
  private static volatile @Nullable Servers servers;

  @Override
  public void beforeAll(ExtensionContext context) {
    Store store = context.getRoot().getStore(Namespace.create(EchoContainers.class));
    running = store.computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
    servers = store.computeIfAbsent(Servers.class, _ -> Servers.start(), Servers.class);
  }

  /// At a server of ours, for all tests.
  public static Echo ours() {
    return Objects.requireNonNull(servers).ours();
  }

  /// At one that knows no leases, for all tests.
  public static Echo anothers() {
    return Objects.requireNonNull(servers).anothers();
  }

  private static Running running() {
    return Objects.requireNonNull(running, "the class needs this extension");
  }

  static Target server() {
    return running().server();
  }

  static String echo() {
    return server().getStatus().getNetworks(0).getAddresses(0) + ":" + PORT;
  }

  /// Where proxies listen.
  static String gateway() {
    return running().gateway();
  }

  /// A connection from the client's network.
  static SocketChannel connect(InetSocketAddress to) throws IOException {
    SocketChannel channel = running().client().enter(SocketChannel::open);
    channel.connect(to);
    return channel;
  }
}
