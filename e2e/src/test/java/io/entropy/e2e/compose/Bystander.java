package io.entropy.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A connection over TCP that no fault concerns: bytes go to a container and come back, one after
/// the other. Of all it sends and gets back nothing may be lost, however shortly: the kernel would
/// have to send it again, and counts that. So nothing else may use TCP in these two networks.
final class Bystander implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SOME = 50;

  private final int fromPid;
  private final int toPid;
  private final ServerSocket server;
  private final Socket client;
  private final Socket served;
  private final long before;
  private final AtomicLong echoes = new AtomicLong();
  private final List<Thread> threads;
  private volatile @Nullable IOException broken;
  private volatile boolean closing;

  private Bystander(int fromPid, int toPid, ServerSocket server, Socket client, Socket served) {
    this.fromPid = fromPid;
    this.toPid = toPid;
    this.server = server;
    this.client = client;
    this.served = served;
    this.before = sentAgain();
    this.threads =
        List.of(Thread.startVirtualThread(this::echo), Thread.startVirtualThread(this::ask));
  }

  static Bystander between(TestContainer from, TestContainer to, InetAddress at)
      throws IOException {
    ServerSocket server = network(to).enter(() -> new ServerSocket(0, 1, at));
    Socket client = network(from).enter(() -> new Socket(at, server.getLocalPort()));
    client.setTcpNoDelay(true);
    Socket served = server.accept();
    served.setTcpNoDelay(true);
    return new Bystander(from.pid(), to.pid(), server, client, served);
  }

  private static NetworkNamespace network(TestContainer container) {
    return NetworkNamespace.ofProcess(container.pid());
  }

  int port() {
    return ((InetSocketAddress) served.getLocalSocketAddress()).getPort();
  }

  private void echo() {
    try {
      served.getInputStream().transferTo(served.getOutputStream());
    } catch (IOException e) {
      breaks(e);
    }
  }

  private void ask() {
    try {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      while (true) {
        int sent = (int) (echoes.get() & 0xff);
        out.write(sent);
        int back = in.read();
        if (back != sent) {
          throw new IOException("sent " + sent + ", came back " + back);
        }
        echoes.incrementAndGet();
        Thread.sleep(1);
      }
    } catch (IOException e) {
      breaks(e);
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void breaks(IOException cause) {
    if (!closing) {
      broken = cause;
    }
  }

  /// Goes on as if nothing was.
  void assertUndisturbed(String when) throws InterruptedException {
    long goal = echoes.get() + SOME;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (echoes.get() < goal && broken == null && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
    assertThat(broken).as(when).isNull();
    assertThat(echoes.get()).as("bytes that came back, %s", when).isGreaterThanOrEqualTo(goal);
    assertThat(sentAgain() - before).as("segments sent again, %s", when).isZero();
  }

  private long sentAgain() {
    return sentAgain(fromPid) + sentAgain(toPid);
  }

  /// `RetransSegs` of the process's network: lines of names and of values, see proc_pid_net(5).
  private static long sentAgain(int pid) {
    try {
      List<List<String>> tcp =
          Files.readAllLines(Path.of("/proc/" + pid + "/net/snmp")).stream()
              .filter(line -> line.startsWith("Tcp:"))
              .map(line -> List.of(line.split(" ")))
              .toList();
      return Long.parseLong(tcp.getLast().get(tcp.getFirst().indexOf("RetransSegs")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    closing = true;
    try (server;
        client;
        served) {
      threads.forEach(Thread::interrupt);
    }
  }
}
