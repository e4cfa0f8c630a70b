package io.entropy.cli.client;

import io.entropy.agent.remote.CallFailure;
import io.entropy.agent.remote.ManagerAddress;
import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// What a manager answers instead of a result, as a message and an exit code.
final class ManagerErrors {
  private ManagerErrors() {}

  static CommandException of(ManagerAddress manager, StatusRuntimeException error) {
    return of(manager, error.getStatus().getCode(), CallFailure.words(error));
  }

  private static CommandException of(ManagerAddress manager, Status.Code code, String why) {
    return switch (code) {
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          ABORTED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE ->
          new CommandException(ExitCode.USAGE, why);
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new CommandException(ExitCode.USAGE, "the manager doesn't allow it: " + why);
      case UNAVAILABLE ->
          new CommandException(
              ExitCode.ERROR,
              "no manager serves at %s (%s); 'entropy manage' starts one".formatted(manager, why));
      case DEADLINE_EXCEEDED ->
          new CommandException(ExitCode.ERROR, "the manager " + manager + " doesn't answer");
      case UNIMPLEMENTED ->
          new CommandException(
              ExitCode.ERROR,
              "what answers at %s is no manager of this version".formatted(manager));
      case OK, CANCELLED, UNKNOWN, RESOURCE_EXHAUSTED, INTERNAL, DATA_LOSS ->
          new CommandException(
              ExitCode.ERROR, "the manager %s failed: %s %s".formatted(manager, code, why));
    };
  }

  /// Whether it may go well a little later, here or at another manager.
  static boolean mayPass(StatusRuntimeException error) {
    return error.getStatus().getCode() == Status.Code.UNAVAILABLE;
  }
}
