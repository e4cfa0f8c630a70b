package io.entropy.proxy;

import static eu.rekawek.toxiproxy.model.ToxicDirection.DOWNSTREAM;
import static eu.rekawek.toxiproxy.model.ToxicDirection.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What each toxic does to real connections. Bounds are one-sided where load could break the other.
public abstract class ToxicsSuite extends ServerSuite {

  @Test
  void withoutToxicsBytesAndTheirEndGoThrough() throws IOException {
    try (Socket socket = connect()) {
      assertThat(roundTrip(socket, 300_000)).isLessThan(Duration.ofSeconds(10));
      socket.shutdownOutput();
      assertThat(drain(socket)).isZero();
    }
  }

  @Test
  void latencyAddsUpOverDirectionsAndEndsWhenRemoved() throws IOException {
    try (Socket socket = connect()) {
      var _ = roundTrip(socket, 10);
      var up = proxy.toxics().latency("up", UPSTREAM, 150);
      var down = proxy.toxics().latency("down", DOWNSTREAM, 100);
      assertThat(roundTrip(socket, 10)).isBetween(Duration.ofMillis(245), Duration.ofSeconds(10));
      down.setLatency(300);
      assertThat(roundTrip(socket, 10)).isGreaterThan(Duration.ofMillis(445));
      up.remove();
      down.remove();
      assertThat(roundTrip(socket, 10)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void removalOfADelayLetsWhatIsHeldGo() throws Exception {
    try (Socket socket = connect()) {
      var _ = roundTrip(socket, 10);
      var late = proxy.toxics().latency("late", UPSTREAM, 3_600_000);
      socket.getOutputStream().write(new byte[5000]);
      late.remove();
      assertThat(socket.getInputStream().readNBytes(5000)).hasSize(5000);
    }
  }

  @Test
  void bandwidthHoldsTheRate() throws IOException {
    proxy.toxics().bandwidth("slow", UPSTREAM, 100);
    try (Socket socket = connect()) {
      // 50 kB at 100 KB/s.
      assertThat(roundTrip(socket, 50_000))
          .isBetween(Duration.ofMillis(480), Duration.ofSeconds(10));
    }
  }

  @Test
  void slowCloseHoldsOnlyTheEnd() throws IOException {
    proxy.toxics().slowClose("slow", DOWNSTREAM, 400);
    try (Socket socket = connect()) {
      var _ = roundTrip(socket, 100);
      long begun = System.nanoTime();
      socket.shutdownOutput();
      assertThat(drain(socket)).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(395));
    }
  }

  @Test
  void timeoutEndsTheConnection() throws IOException {
    proxy.toxics().timeout("dead", UPSTREAM, 300);
    // It counts from when the proxy takes the connection.
    long begun = System.nanoTime();
    try (Socket socket = connect()) {
      assertThat(drain(socket)).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(295));
    }
  }

  @Test
  void removalOfATimeoutEndsItsConnections() throws IOException {
    try (Socket socket = connect()) {
      var _ = roundTrip(socket, 10);
      var dead = proxy.toxics().timeout("dead", UPSTREAM, 0);
      socket.getOutputStream().write(1);
      dead.remove();
      assertThat(drain(socket)).isZero();
    }
  }

  @Test
  void resetPeerResets() throws IOException {
    proxy.toxics().resetPeer("reset", UPSTREAM, 50);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(1);
      assertThatThrownBy(() -> drain(socket))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void slicerLosesNothing() throws IOException {
    proxy.toxics().slicer("cut", DOWNSTREAM, 100, 1000).setSizeVariation(50);
    try (Socket socket = connect()) {
      // At least 20 pieces (of up to 150 bytes) a millisecond apart.
      assertThat(roundTrip(socket, 3000)).isGreaterThan(Duration.ofMillis(19));
    }
  }

  @Test
  void limitDataPassesExactlyItsBytes() throws IOException {
    proxy.toxics().limitData("limit", DOWNSTREAM, 12_345);
    try (Socket socket = connect()) {
      // First most of it: what the proxy hasn't read when it closes would make that a reset.
      var _ = roundTrip(socket, 12_000);
      socket.getOutputStream().write(new byte[1000]);
      assertThat(drain(socket)).isEqualTo(345);
    }
  }

  @Test
  void toxicityZeroHarmsNobody() throws IOException {
    var dead = proxy.toxics().timeout("dead", UPSTREAM, 0);
    dead.setToxicity(0);
    try (Socket socket = connect()) {
      assertThat(roundTrip(socket, 10)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void toxicityIsTheShareOfConnections() throws Exception {
    proxy.toxics().resetPeer("reset", UPSTREAM, 0).setToxicity(0.5f);
    int reset = 0;
    for (int i = 0; i < 100; i++) {
      try (Socket socket = connect()) {
        try {
          var _ = roundTrip(socket, 1);
        } catch (IOException _) {
          reset++;
        }
      }
    }
    // Further out than six standard deviations of 5.
    assertThat(reset).isBetween(18, 82);
  }
}
