package io.entropy.server.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.UnframedGrpcErrorHandler;
import com.linecorp.armeria.server.grpc.UnframedGrpcStatusMappingFunction;
import io.grpc.Status;
import java.util.Objects;

/// How a call fails whose request was an HTTP body: gRPC's code as the header that gRPC has for it,
/// and what is said of it as the body.
public final class UnframedErrors implements UnframedGrpcErrorHandler {
  private static final UnframedGrpcStatusMappingFunction CODES =
      UnframedGrpcStatusMappingFunction.of();

  @Override
  public HttpResponse handle(
      ServiceRequestContext context, Status status, AggregatedHttpResponse response) {
    HttpStatus http = Objects.requireNonNull(CODES.apply(context, status, status.getCause()));
    ResponseHeaders headers =
        ResponseHeaders.builder(http)
            .contentType(MediaType.PLAIN_TEXT_UTF_8)
            .addInt("grpc-status", status.getCode().value())
            .build();
    String said = Objects.requireNonNullElse(status.getDescription(), "");
    return HttpResponse.of(headers, HttpData.ofUtf8(said));
  }
}
