package io.entropy.store.transfer;

import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/// The dump of a store in a folder through the process that has it open: a socket beside its files
/// gives everyone who may open it a dump of that moment. Its own virtual threads serve it.
public final class LiveDump implements AutoCloseable {
  private static final String FILE = "dump.socket";

  private final ServerSocketChannel server;
  private final Path socket;
  private final Store store;

  private LiveDump(ServerSocketChannel server, Path socket, Store store) {
    this.server = server;
    this.socket = socket;
    this.store = store;
  }

  /// Serves the folder's owner; nobody else may call it.
  ///
  /// @throws IOException also when the folder's path is too long for a socket (some 90 bytes)
  public static LiveDump serve(Path folder, Store store) throws IOException {
    Path socket = folder.resolve(FILE);
    boolean _ = Files.deleteIfExists(socket); // of an owner that was killed
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      ServerSocketChannel _ = server.bind(UnixDomainSocketAddress.of(socket));
      Path _ = Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    LiveDump dump = new LiveDump(server, socket, store);
    Thread _ = Thread.ofVirtual().name("store-dump").start(dump::accept);
    return dump;
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel reader = server.accept();
        Thread _ = Thread.ofVirtual().name("store-dump-reader").start(() -> write(reader));
      } catch (IOException _) {
        LockSupport.parkNanos(10_000_000); // closed, or out of descriptors for a moment
      }
    }
  }

  private void write(SocketChannel reader) {
    try (reader;
        var out = new BufferedWriter(Channels.newWriter(reader, StandardCharsets.UTF_8))) {
      Snapshot now = store.view(s -> s);
      long _ = Dump.write(now, out);
    } catch (IOException _) {
      // The reader has gone, or sees that the dump is cut.
    }
  }

  /// Copies the dump of the folder's owner: how many objects, or nothing when nobody serves it.
  ///
  /// @throws IOException when the owner ended before the dump did
  public static OptionalLong copy(Path folder, Appendable out) throws IOException {
    Path socket = folder.resolve(FILE);
    if (!Files.exists(socket)) {
      return OptionalLong.empty();
    }
    try (SocketChannel owner = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try {
        boolean _ = owner.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException _) {
        return OptionalLong.empty(); // left behind by one that was killed
      }
      return OptionalLong.of(
          copy(new BufferedReader(Channels.newReader(owner, StandardCharsets.UTF_8)), out));
    }
  }

  private static long copy(BufferedReader in, Appendable out) throws IOException {
    String first = in.readLine();
    if (first == null) {
      throw new InterruptedIOException(
          "the process that has the store ended before its dump began");
    }
    long objects = 0;
    for (String line = first; line != null; line = in.readLine()) {
      out.append(line).append('\n');
      objects++;
    }
    objects--;
    try {
      long all = Head.parse(first).objects();
      if (objects != all) {
        throw new InterruptedIOException(
            "the process that has the store ended after %d of %d objects".formatted(objects, all));
      }
      return objects;
    } catch (BadLineException e) {
      throw new IOException("the process that has the store doesn't give a dump", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    boolean _ = Files.deleteIfExists(socket);
  }
}
