package io.entropy.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.grpc.GrpcExceptionHandlerFunction;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Violation;
import io.entropy.policymanager.halt.HaltedException;
import io.entropy.server.leader.NotLeadingException;
import io.entropy.store.StoreException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where what was thrown becomes what a caller is told. Any thread.
public final class Errors implements GrpcExceptionHandlerFunction {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  /// Where gRPC clients look for details (https://grpc.io/docs/guides/error/).
  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  @Override
  public Status apply(RequestContext context, Status status, Throwable cause, Metadata metadata) {
    if (cause instanceof InvalidInputException invalid) {
      metadata.put(DETAILS, details(invalid));
    }
    return isOurs(cause) ? of(cause) : malformed(status, cause);
  }

  private static boolean isOurs(Throwable cause) {
    return cause instanceof InvalidInputException
        || cause instanceof StoreException
        || cause instanceof HaltedException
        || cause instanceof NotLeadingException;
  }

  /// What was thrown by the library, e.g. for a body that isn't what the call takes, or by a bug.
  private static Status malformed(Status status, Throwable cause) {
    return switch (status.getCode()) {
      case UNKNOWN, INTERNAL -> of(cause);
      default -> status;
    };
  }

  /// The status that stands for it.
  static Status of(Throwable cause) {
    return switch (cause) {
      case InvalidInputException e -> Status.INVALID_ARGUMENT.withDescription(e.getMessage());
      case HaltedException e -> Status.FAILED_PRECONDITION.withDescription(e.getMessage());
      case NotLeadingException e -> Status.UNAVAILABLE.withDescription(e.getMessage());
      case StoreException e -> status(e.code()).withDescription(e.getMessage());
      // The body isn't JSON, or not of what the call takes.
      case InvalidProtocolBufferException e -> notOfTheCall(e);
      case JsonProcessingException e -> notOfTheCall(e);
      case StatusRuntimeException e -> e.getStatus();
      case StatusException e -> e.getStatus();
      // The caller has broken off, as everybody does who has followed a stream: nobody is told.
      case ClosedStreamException _ -> Status.CANCELLED;
      default -> {
        LOG.error("a call failed in a way that it should not have", cause);
        yield Status.INTERNAL.withDescription(
            "this should not have happened; the manager's log has more");
      }
    };
  }

  private static Status notOfTheCall(IOException e) {
    return Status.INVALID_ARGUMENT.withDescription(
        "the request isn't one of this call (see /v1/openapi.json): " + e.getMessage());
  }

  private static Status status(StoreException.Code code) {
    return switch (code) {
      case EXISTS, NAME_CONFLICT -> Status.ALREADY_EXISTS;
      case NOT_FOUND -> Status.NOT_FOUND;
      case SEQUENCE_CONFLICT -> Status.ABORTED;
      case TOO_LARGE -> Status.INVALID_ARGUMENT;
      case OUTCOME_UNKNOWN -> Status.UNKNOWN;
      case FENCED, UNAVAILABLE, CLOSED -> Status.UNAVAILABLE;
      case CORRUPT -> Status.DATA_LOSS;
    };
  }

  /// Every violation, for a program.
  static com.google.rpc.Status details(InvalidInputException invalid) {
    BadRequest.Builder request = BadRequest.newBuilder();
    for (Violation violation : invalid.violations()) {
      String expected = violation.expected().isEmpty() ? "" : "; expected: " + violation.expected();
      request.addFieldViolations(
          BadRequest.FieldViolation.newBuilder()
              .setField(violation.field())
              .setDescription(violation.problem() + expected));
    }
    return com.google.rpc.Status.newBuilder()
        .setCode(Status.Code.INVALID_ARGUMENT.value())
        .setMessage(invalid.getMessage())
        .addDetails(Any.pack(request.build()))
        .build();
  }
}
