package io.entropy.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.Supplier;

/// What a plain HTTP service answers when it can't do what was asked: the same JSON as that of the
/// calls.
public final class Refusals {

  private Refusals() {}

  /// The answer, or how it fails.
  public static HttpResponse or(Supplier<HttpResponse> answer) {
    try {
      return answer.get();
    } catch (RuntimeException e) {
      return of(e);
    }
  }

  /// How a check fails; empty when it doesn't.
  public static Optional<HttpResponse> of(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(of(e));
    }
  }

  private static HttpResponse of(RuntimeException problem) {
    Status status = Errors.of(problem);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", status.getCode().value())
            .put("grpc-code", status.getCode().name())
            .put("message", status.getDescription());
    return HttpResponse.of(http(status), MediaType.JSON_UTF_8, json.toString());
  }

  private static HttpStatus http(Status status) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION -> HttpStatus.BAD_REQUEST;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case RESOURCE_EXHAUSTED -> HttpStatus.TOO_MANY_REQUESTS;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      default -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
