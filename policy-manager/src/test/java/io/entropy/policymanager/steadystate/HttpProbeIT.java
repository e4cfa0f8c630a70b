package io.entropy.policymanager.steadystate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against real servers on the loopback, some of them broken.
final class HttpProbeIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestServer server;

  HttpProbeIT() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static Sample sample(URI uri, Duration timeout) throws InterruptedException {
    return new HttpProbe(uri, timeout).sample();
  }

  @ParameterizedTest
  @CsvSource({"200, true", "204, true", "302, false", "404, false", "500, false", "503, false"})
  void goodIsATwoHundred(int status, boolean good) throws InterruptedException {
    server.status.set(status);
    Sample sample = sample(server.uri("/status"), TIMEOUT);
    assertThat(sample.good()).isEqualTo(good);
    assertThat(sample.detail()).isEqualTo(Integer.toString(status));
    assertThat(sample.latency()).isPositive().isLessThan(TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/silent", "/trickle"})
  void aServerThatHangsIsGivenUpInTime(String path) throws InterruptedException {
    Sample sample = sample(server.uri(path), SHORT);
    assertThat(sample.good()).isFalse();
    assertThat(sample.detail()).isEqualTo("no answer within 300 ms");
    assertThat(sample.latency()).isBetween(Duration.ofMillis(250), TIMEOUT);
  }

  @Test
  void aServerThatNeverAcceptsIsGivenUpInTime() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
      assertThat(sample(uri, SHORT).good()).isFalse();
    }
  }

  @Test
  void aClosedPortIsABadSampleThatSaysSo() throws Exception {
    int port;
    try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = once.getLocalPort();
    }
    Sample sample = sample(URI.create("http://127.0.0.1:" + port + "/"), TIMEOUT);
    assertThat(sample.good()).isFalse();
    assertThat(sample.detail()).containsIgnoringCase("refused");
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> sample(server.uri("/silent"), TIMEOUT))
        .isInstanceOf(InterruptedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/", "localhost:8080", "/healthz", "http:///x"})
  void otherUrlsAreNone(String text) {
    assertThatThrownBy(() -> new HttpProbe(URI.create(text), TIMEOUT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
