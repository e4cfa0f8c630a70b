package io.entropy.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.PolicyRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a call makes of what answers it, which may be no manager at all.
final class HttpCallTest {
  private static final PolicyRequest REQUEST = PolicyRequest.newBuilder().setPolicy("p").build();

  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private static FailurePolicy call(int port, long withinMillis) {
    var channel = new HttpChannel(new ManagerAddress("127.0.0.1", port), Optional.empty());
    return ControlGrpc.newBlockingStub(channel)
        .withDeadlineAfter(withinMillis, TimeUnit.MILLISECONDS)
        .getPolicy(REQUEST);
  }

  private static Status failure(int port, long withinMillis) {
    try {
      throw new AssertionError("answered: " + call(port, withinMillis));
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private Status failure() {
    return failure(server.getAddress().getPort(), 20_000);
  }

  private void answer(int code, String type, byte[] body) {
    answer(code, type, "", body);
  }

  private void answer(int code, String type, String status, byte[] body) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("content-type", type);
          if (!status.isEmpty()) {
            exchange.getResponseHeaders().set("grpc-status", status);
          }
          exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void theMessageIsTheWholeRequestAndTheWholeAnswer() {
    FailurePolicy policy = FailurePolicy.newBuilder().setId("1").build();
    server.createContext(
        "/entropy.v1.Control/GetPolicy",
        exchange -> {
          PolicyRequest asked = PolicyRequest.parseFrom(exchange.getRequestBody());
          boolean right =
              asked.equals(REQUEST)
                  && exchange.getRequestHeaders().getFirst("grpc-timeout").endsWith("m");
          exchange.getResponseHeaders().set("content-type", "application/protobuf");
          exchange.sendResponseHeaders(right ? 200 : 400, policy.getSerializedSize());
          policy.writeTo(exchange.getResponseBody());
          exchange.close();
        });
    assertThat(call(server.getAddress().getPort(), 20_000)).isEqualTo(policy);
  }

  @Test
  void aRefusalHasItsCodeAndItsWords() {
    answer(404, "text/plain; charset=utf-8", "5", "there is no policy p: ä\nnone".getBytes(UTF_8));
    Status status = failure();
    assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(status.getDescription()).isEqualTo("there is no policy p: ä\nnone");
  }

  @Test
  void aRefusalWithoutWordsIsOneToo() {
    answer(503, "text/plain", "14", new byte[0]);
    assertThat(failure().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void whatKnowsNoSuchCallIsNoManager() {
    answer(404, "text/html", "<h1>no</h1>".getBytes(UTF_8));
    assertThat(failure().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void whatWelcomesEverythingIsNoManager() {
    answer(200, "text/html", "<h1>hello</h1>".getBytes(UTF_8));
    assertThat(failure().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void nobodyIsFollowedElsewhere() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    Status status = failure();
    assertThat(status.getCode()).isEqualTo(Status.Code.UNKNOWN);
    assertThat(status.getDescription()).contains("302");
  }

  @Test
  void anAnswerThatIsNoMessageIsSaid() {
    answer(200, "application/protobuf", new byte[] {(byte) 0xff});
    assertThat(failure().getCode()).isNotEqualTo(Status.Code.OK);
  }

  @Test
  void anAnswerWithoutEndIsntReadToItsEnd() {
    answer(200, "application/protobuf", new byte[(16 << 20) + 1]);
    assertThat(failure().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void whereNobodyListensNobodyServes() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Status status = failure(free, 20_000);
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status.getCause()).hasMessageContaining("refused");
  }

  @Test
  void whoDoesntAnswerIsNotWaitedForBeyondTheDeadline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(failure(silent.getLocalPort(), 300).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  /// The JDK's client does so with a POST by itself unless it's told the length beforehand.
  @Test
  void aRequestThatNobodyAnswersIsNeverSentTwice() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    try (ServerSocket closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread accepting =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    try (var socket = closing.accept()) {
                      taken.incrementAndGet();
                      int _ = socket.getInputStream().read(new byte[1024]);
                    }
                  }
                } catch (Exception _) {
                  // Closed.
                }
              });
      assertThat(failure(closing.getLocalPort(), 20_000).getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(taken).hasValue(1);
      assertThat(accepting.isAlive()).isTrue();
    }
  }
}
