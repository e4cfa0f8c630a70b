package io.entropy.injectors.gcpause.standstill;

import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection to a process in a container that sends back whatever it gets: whether the container
/// stands still as its peers see it, and for how long it did. One thread at a time.
public final class Echo implements AutoCloseable {
  private static final int PORT = 7777;
  private static final int PATIENCE_MILLIS = 500;
  private static final Duration START = Duration.ofSeconds(20);

  private final Socket socket;
  private int sent;

  private Echo(Socket socket) {
    this.socket = socket;
  }

  /// Starts the echo in a busybox container.
  public static Echo startIn(TestContainer container) throws Exception {
    String bin = "/bin/busybox";
    String port = Integer.toString(PORT);
    String _ =
        Shell.run(
            "docker", "exec", "-d", container.id(), bin, "nc", "-ll", "-p", port, "-e", bin, "cat");
    return to(container);
  }

  /// Waits until the container's echo answers.
  public static Echo to(TestContainer container) throws Exception {
    InetSocketAddress address = new InetSocketAddress(container.ipv4(), PORT);
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(address, PATIENCE_MILLIS);
        Echo echo = new Echo(socket);
        if (echo.answers()) {
          return echo;
        }
        throw new IOException("no answer");
      } catch (IOException e) {
        socket.close();
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "no echo from a container that is " + container.inspect("{{json .State}}"), e);
        }
      }
      Thread.sleep(20);
    }
  }

  /// Whether it answers within half a second.
  public boolean answers() throws IOException {
    return answersWithin(Duration.ofMillis(PATIENCE_MILLIS));
  }

  public boolean answersWithin(Duration patience) throws IOException {
    int asked = ++sent & 0xff;
    socket.getOutputStream().write(asked);
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    try {
      while (true) {
        int got = socket.getInputStream().read();
        if (got < 0) {
          throw new IOException("the echo has ended");
        }
        if (got == asked) { // others answer what was asked while it stood still
          return true;
        }
      }
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  /// How long the longest wait for an answer is, from now until one came after `end`.
  public Duration longestSilence(Thread end) throws IOException {
    long longest = 0;
    boolean ended = false;
    while (!ended) {
      ended = !end.isAlive();
      long start = System.nanoTime();
      if (!answersWithin(Duration.ofSeconds(30))) {
        throw new IOException("no answer in 30 s");
      }
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return Duration.ofNanos(longest);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
