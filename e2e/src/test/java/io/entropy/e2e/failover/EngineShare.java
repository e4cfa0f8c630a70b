package io.entropy.e2e.failover;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A part of the real engine that looks like an engine of its own: it has only the containers with
/// one label, and another id. A connection serves one request.
final class EngineShare implements AutoCloseable {
  private static final UnixDomainSocketAddress ENGINE =
      UnixDomainSocketAddress.of(Path.of("/var/run/docker.sock"));

  /// A byte a character: what is passed on stays as it is.
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private final Path socket;
  private final String label;
  private final String suffix;
  private final ServerSocketChannel server;

  private EngineShare(Path socket, String label, String suffix, ServerSocketChannel server) {
    this.socket = socket;
    this.label = label;
    this.suffix = suffix;
    this.server = server;
  }

  /// @param label `key=value`, of its containers
  /// @param suffix what the engine's id ends with here
  static EngineShare start(Path socket, String label, String suffix) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    EngineShare share = new EngineShare(socket, label, suffix, server);
    Thread.ofVirtual().start(share::accept);
    return share;
  }

  String endpoint() {
    return "unix://" + socket;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        SocketChannel engine = SocketChannel.open(ENGINE)) {
      String head = head(client);
      write(engine, request(head));
      Thread.ofVirtual().start(() -> pass(client, engine));
      if (head.startsWith("GET /info ")) {
        write(client, renamed(all(engine)));
      } else {
        pass(engine, client);
      }
    } catch (IOException _) {
      // One end is gone, and with it the other.
    }
  }

  /// Up to the empty line, with it; what may follow is passed on as it is.
  private static String head(SocketChannel from) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      if (from.read(one.clear()) < 0) {
        throw new EOFException();
      }
      head.append((char) (one.get(0) & 0xff));
    }
    return head.toString();
  }

  private String request(String head) {
    String only = "{\"label\":{\"" + label + "\":true},\"type\":{\"container\":true}}";
    String containers = "{\"label\":{\"" + label + "\":true}}";
    return head.replaceFirst(
            "^GET /containers/json\\?all=1 ", get("/containers/json?all=1&", containers))
        .replaceFirst("^GET /events\\?\\S* ", get("/events?", only))
        .replaceAll("(?i)\r\nConnection:[^\r]*", "")
        .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
  }

  private static String get(String path, String filters) {
    return "GET " + path + "filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8) + " ";
  }

  /// As long as before, so that its length stays true.
  private String renamed(String answer) {
    return answer.replaceFirst(
        "(\"ID\":\"[^\"]+)[^\"]{" + suffix.length() + "}\"", "$1" + suffix + "\"");
  }

  private static String all(SocketChannel from) throws IOException {
    StringBuilder all = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    while (from.read(buffer) >= 0) {
      all.append(BYTES.decode(buffer.flip()));
      buffer.clear();
    }
    return all.toString();
  }

  private static void pass(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        write(to, BYTES.decode(buffer.flip()).toString());
        buffer.clear();
      }
    } catch (IOException _) {
      // One end is gone, and with it the other.
    }
  }

  private static void write(SocketChannel to, String text) throws IOException {
    ByteBuffer bytes = BYTES.encode(text);
    while (bytes.hasRemaining()) {
      int _ = to.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
  }
}
