package io.entropy.cli.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One call of [HttpChannel]: made and answered within [#halfClose], on that thread.
final class HttpCall<Q, A> extends ClientCall<Q, A> {
  private static final String PROTOBUF = "application/protobuf";

  /// As much as a stream's message may have.
  private static final int LARGEST_ANSWER = 16 << 20;

  /// How a call ended, and how long it may take, as gRPC has it
  /// (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
  private static final String STATUS = "grpc-status";

  private static final String TIMEOUT = "grpc-timeout";

  private final Connecting connecting;
  private final MethodDescriptor<Q, A> method;
  private final Optional<Deadline> deadline;
  private @Nullable Listener<A> listener;
  private byte @Nullable [] request;

  /// Where the call goes.
  @FunctionalInterface
  interface Connecting {
    HttpURLConnection connection() throws IOException;
  }

  HttpCall(Connecting connecting, MethodDescriptor<Q, A> method, CallOptions options) {
    this.connecting = connecting;
    this.method = method;
    this.deadline = Optional.ofNullable(options.getDeadline());
  }

  @Override
  public void start(Listener<A> responses, Metadata headers) {
    listener = responses;
  }

  @Override
  public void request(int numMessages) {
    // The only answer is given as it comes.
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    // Nobody has the call while it's under way.
  }

  @Override
  public void sendMessage(Q message) {
    try (InputStream stream = method.streamRequest(message)) {
      request = stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("a message couldn't be written to memory", e);
    }
  }

  @Override
  public void halfClose() {
    Listener<A> responses = started(listener);
    Status status;
    try {
      responses.onMessage(answer(started(request)));
      status = Status.OK;
    } catch (Failed e) {
      status = e.status;
    } catch (SocketTimeoutException e) {
      status = Status.DEADLINE_EXCEEDED.withCause(e);
    } catch (IOException e) {
      status = Status.UNAVAILABLE.withDescription("the connection failed").withCause(e);
    }
    responses.onClose(status, new Metadata());
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("nothing was started or sent");
    }
    return part;
  }

  private A answer(byte[] body) throws IOException, Failed {
    HttpURLConnection connection = connecting.connection();
    connection.setInstanceFollowRedirects(false);
    connection.setDoOutput(true);
    connection.setRequestProperty("content-type", PROTOBUF);
    if (deadline.isPresent()) {
      int left = (int) Math.max(1, deadline.get().timeRemaining(TimeUnit.MILLISECONDS));
      connection.setConnectTimeout(left);
      connection.setReadTimeout(left);
      connection.setRequestProperty(TIMEOUT, left + "m");
    }
    // With a length said beforehand the JDK never sends a request a second time by itself.
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new Failed(failure(connection));
    }
    if (!PROTOBUF.equals(connection.getContentType())) {
      throw new Failed(Status.UNIMPLEMENTED);
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] answer = in.readNBytes(LARGEST_ANSWER + 1);
      if (answer.length > LARGEST_ANSWER) {
        throw new Failed(
            Status.RESOURCE_EXHAUSTED.withDescription(
                "its answer has more than " + LARGEST_ANSWER + " bytes"));
      }
      return method.parseResponse(new ByteArrayInputStream(answer));
    }
  }

  private static Status failure(HttpURLConnection connection) throws IOException {
    int http = connection.getResponseCode();
    int code = connection.getHeaderFieldInt(STATUS, -1);
    if (code >= 0) {
      return Status.fromCodeValue(code).withDescription(said(connection));
    }
    return switch (http) {
      case HttpURLConnection.HTTP_NOT_FOUND,
          HttpURLConnection.HTTP_BAD_METHOD,
          HttpURLConnection.HTTP_UNSUPPORTED_TYPE ->
          Status.UNIMPLEMENTED;
      default -> Status.UNKNOWN.withDescription("it answers with HTTP " + http);
    };
  }

  private static String said(HttpURLConnection connection) throws IOException {
    try (@Nullable InputStream body = connection.getErrorStream()) {
      return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The manager, or what answers in its place, says no.
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Status status;

    Failed(Status status) {
      this.status = status;
    }
  }
}
