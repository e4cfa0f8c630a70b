package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.sys.Libc;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// HotSpot's dynamic attach over namespaces (attachListener_linux.cpp of the JDK, protocol version
/// 1): a socket in the JVM's own /tmp, which it opens when it finds `.attach_pidN` there on
/// SIGQUIT. Any thread.
public record Attachment(JavaProcess jvm) {
  private static final int SIGQUIT = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ARGUMENTS = 3;

  /// What it answers: 0 and its text, or another code and why.
  public record Answer(int code, String text) {}

  /// Makes the JVM listen, unless it does.
  public void open() throws HotSpotException, InterruptedException {
    Path socket = socket();
    if (Files.exists(socket)) {
      return;
    }
    Path request = jvm.reach("/tmp/.attach_pid" + jvm.innerPid());
    try {
      create(request);
      try {
        if (!jvm.catchesQuit() || !jvm.id().isAlive()) {
          throw HotSpotException.refused("it doesn't catch SIGQUIT, which would end it");
        }
        int _ = Libc.kill(jvm.id().pid(), SIGQUIT);
        await(socket);
      } finally {
        Files.deleteIfExists(request);
      }
    } catch (IOException e) {
      throw HotSpotException.failed("its /tmp can't be written to: " + e.getMessage());
    }
  }

  private void create(Path request) throws IOException {
    try {
      Path _ = Files.createFile(request);
    } catch (FileAlreadyExistsException _) {
      // Somebody else attaches as well.
    }
    // The JVM listens only to its own user.
    Path _ = Files.setAttribute(request, "unix:uid", jvm.user());
    Path _ = Files.setAttribute(request, "unix:gid", jvm.group());
  }

  private void await(Path socket) throws HotSpotException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(socket)) {
      if (System.nanoTime() - deadline > 0) {
        throw HotSpotException.failed("it doesn't listen: is it stopped, or stuck?");
      }
      Thread.sleep(2);
    }
  }

  /// Has it carry out a command, and waits for the answer: for as long as it takes.
  public Answer call(String command, String... arguments) throws HotSpotException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      StringBuilder request = new StringBuilder("1\0").append(command).append('\0');
      for (int i = 0; i < ARGUMENTS; i++) {
        request.append(i < arguments.length ? arguments[i] : "").append('\0');
      }
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(request.toString());
      while (bytes.hasRemaining()) {
        int _ = channel.write(bytes);
      }
      String answer =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = answer.split("\n", 2);
      return new Answer(
          Integer.parseInt(parts[0].strip()), parts.length > 1 ? parts[1].strip() : "");
    } catch (IOException | NumberFormatException e) {
      throw HotSpotException.failed("it broke off the attachment: " + e.getMessage());
    }
  }

  private Path socket() {
    return jvm.reach("/tmp/.java_pid" + jvm.innerPid());
  }
}
