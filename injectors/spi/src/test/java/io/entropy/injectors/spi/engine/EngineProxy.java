package io.entropy.injectors.spi.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A socket before the real engine's, which can die and come back without the engine.
public final class EngineProxy implements AutoCloseable {
  private static final UnixDomainSocketAddress ENGINE =
      UnixDomainSocketAddress.of(Path.of("/var/run/docker.sock"));

  private final Path socket;
  private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
  private @Nullable ServerSocketChannel server;

  private EngineProxy(Path socket) {
    this.socket = socket;
  }

  public static EngineProxy start(Path socket) throws IOException {
    EngineProxy proxy = new EngineProxy(socket);
    proxy.start();
    return proxy;
  }

  /// As `DOCKER_HOST` has it.
  public String endpoint() {
    return "unix://" + socket;
  }

  /// Lets it come back.
  public void start() throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(socket));
    server = listening;
    Thread.ofVirtual().start(() -> accept(listening));
  }

  private void accept(ServerSocketChannel listening) {
    try {
      while (true) {
        SocketChannel client = listening.accept();
        SocketChannel engine = SocketChannel.open(ENGINE);
        open.addAll(List.of(client, engine));
        Thread.ofVirtual().start(() -> pump(client, engine));
        Thread.ofVirtual().start(() -> pump(engine, client));
      }
    } catch (IOException _) {
      // It was stopped.
    }
  }

  private static void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          int _ = to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException _) {
      // One end is gone, and with it the other.
    }
  }

  /// As when the engine dies: its socket is gone and all connections break.
  public void stop() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
    Files.deleteIfExists(socket);
    for (SocketChannel channel : open) {
      channel.close();
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
