package io.entropy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Many connections at once and one after another, and peers that don't read.
class LoadIT extends ServerSuite {
  private final ProxyServer ours = Embedded.start();

  LoadIT() throws IOException {}

  @Override
  protected ServerUnderTest server() {
    return Embedded.underTest(ours);
  }

  @Test
  void twoHundredConnectionsAtOnceEachGetTheirOwnBytes() throws Exception {
    proxy.toxics().latency("late", ToxicDirection.UPSTREAM, 50).setJitter(20);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        byte number = (byte) i;
        Callable<Boolean> task = () -> sendsAndGets(number);
        all.add(threads.submit(task));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  private boolean sendsAndGets(byte number) throws IOException {
    byte[] sent = new byte[20_000];
    Arrays.fill(sent, number);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(sent);
      return Arrays.equals(socket.getInputStream().readNBytes(sent.length), sent);
    }
  }

  @Test
  void churnLeaksNoSessionsAndNoBuffers() throws Exception {
    long before = bytesInUse();
    ByteBuf one = ByteBufAllocator.DEFAULT.ioBuffer(1000);
    assertThat(bytesInUse()).as("a buffer is seen").isEqualTo(before + one.capacity());
    assertThat(one.release()).isTrue();
    proxy.toxics().latency("late", ToxicDirection.UPSTREAM, 5);
    proxy.toxics().resetPeer("reset", ToxicDirection.DOWNSTREAM, 1).setToxicity(0.3f);
    for (int i = 0; i < 300; i++) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(new byte[3000]);
        if (i % 3 == 0) {
          socket.setSoLinger(true, 0);
        }
      }
    }
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ours.sessions() == 0);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(bytesInUse()).isEqualTo(before));
  }

  private static long bytesInUse() {
    assertThat(ByteBufAllocator.DEFAULT).isInstanceOf(UnpooledByteBufAllocator.class);
    var metric = ((UnpooledByteBufAllocator) ByteBufAllocator.DEFAULT).metric();
    return metric.usedDirectMemory() + metric.usedHeapMemory();
  }

  @Test
  void aPeerThatDoesNotReadStopsTheSenderInsteadOfFillingMemory() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      proxy.setUpstream("127.0.0.1:" + deaf.getLocalPort());
      try (Socket socket = connect();
          Socket accepted = deaf.accept()) {
        AtomicLong sent = new AtomicLong();
        // Ends when the socket is closed.
        var _ = Thread.ofVirtual().start(() -> sendForEver(socket, sent));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> standsStill(sent));
        // What kernels and the proxy buffer, and far from what a second could send.
        assertThat(sent.get()).isPositive().isLessThan(64L << 20);
        assertThat(accepted.isConnected()).isTrue();
      }
    }
  }

  private static boolean standsStill(AtomicLong sent) throws InterruptedException {
    long before = sent.get();
    Thread.sleep(1000);
    return before > 0 && sent.get() == before;
  }

  private static void sendForEver(Socket socket, AtomicLong sent) {
    byte[] block = new byte[64 * 1024];
    try {
      while (true) {
        socket.getOutputStream().write(block);
        var _ = sent.addAndGet(block.length);
      }
    } catch (IOException _) {
      // The test closed it.
    }
  }
}
