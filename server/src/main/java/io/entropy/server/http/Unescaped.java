package io.entropy.server.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.UnframedGrpcErrorHandler;
import io.grpc.Status;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Errors of calls that aren't gRPC's, with the words as they were said: Armeria takes them from
/// gRPC's trailer and leaves them
/// [percent-encoded](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#responses).
public record Unescaped(UnframedGrpcErrorHandler errors) implements UnframedGrpcErrorHandler {

  @Override
  public HttpResponse handle(
      ServiceRequestContext context, Status status, AggregatedHttpResponse response) {
    String said = status.getDescription();
    return errors.handle(
        context, said == null ? status : status.withDescription(decoded(said)), response);
  }

  static String decoded(String words) {
    try {
      return URLDecoder.decode(words.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return words; // never was encoded
    }
  }
}
