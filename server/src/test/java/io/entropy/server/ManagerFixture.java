package io.entropy.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.linecorp.armeria.client.grpc.GrpcClients;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.server.dispatch.DispatchTerms;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/// A manager on a free port of loopback, and clients of it.
public final class ManagerFixture implements AutoCloseable {
  /// No stream of a test goes on for longer: it fails instead of waiting for ever.
  private static final Duration AT_MOST = Duration.ofMinutes(1);

  /// Long, since a busy machine may not renew it in time.
  private static final Duration LEADER_LEASE = Duration.ofSeconds(30);

  private static final ClusterBounds NO_BOUNDS = ClusterBounds.getDefaultInstance();

  public final Store store;
  public final Manager manager;
  private final HttpClient http = HttpClient.newHttpClient();
  private final boolean ownsStore;

  private ManagerFixture(Store store, boolean ownsStore, Duration heartbeat, ClusterBounds bounds)
      throws IOException, InterruptedException {
    this.store = store;
    this.ownsStore = ownsStore;
    ManagerOptions options =
        new ManagerOptions(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            bounds,
            new DispatchTerms(heartbeat),
            LEADER_LEASE,
            "test",
            Optional.empty());
    this.manager = Manager.start(store, TestModes.MODES, options);
  }

  public static ManagerFixture start() throws IOException, InterruptedException {
    return start(Duration.ofSeconds(5));
  }

  public static ManagerFixture start(Duration heartbeat) throws IOException, InterruptedException {
    return new ManagerFixture(new MemoryStore(InstantSource.system()), true, heartbeat, NO_BOUNDS);
  }

  /// On a store that the caller closes.
  public static ManagerFixture on(Store store, Duration heartbeat)
      throws IOException, InterruptedException {
    return new ManagerFixture(store, false, heartbeat, NO_BOUNDS);
  }

  /// With bounds for a new store.
  static ManagerFixture on(Store store, ClusterBounds bounds)
      throws IOException, InterruptedException {
    return new ManagerFixture(store, false, Duration.ofSeconds(5), bounds);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(manager.address().getPort(), path));
  }

  /// A blocking stub or the like.
  public <T> T client(Class<T> type) {
    return GrpcClients.builder("gproto+" + uri("/"))
        .responseTimeout(AT_MOST)
        .maxResponseLength(0)
        .build(type);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> send(String method, String path, String json)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  /// The first line of the answer to a request whose body is that long, before it's sent.
  String announce(String path, int length) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), manager.address().getPort())) {
      socket.setSoTimeout(20_000);
      String head =
          """
          POST %s HTTP/1.1\r
          Host: localhost\r
          Content-Type: application/json\r
          Content-Length: %d\r
          \r
          """
              .formatted(path, length);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      var answer = new InputStreamReader(socket.getInputStream(), UTF_8);
      return String.valueOf(new BufferedReader(answer).readLine());
    }
  }

  /// The lines of a stream that goes on; closing it ends the stream.
  public Stream<String> lines(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofLines()).body();
  }

  @Override
  public void close() {
    http.shutdownNow();
    manager.close();
    if (ownsStore) {
      store.close();
    }
  }
}
