package io.entropy.cli;

import io.entropy.api.text.InvalidInputException;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Maps what a command threw, once, to a message on standard error and an exit code.
final class ErrorReport implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    int code =
        switch (error) {
          case CommandException e -> {
            err.println("entropy: " + e.getMessage());
            yield e.exitCode();
          }
          case InvalidInputException e -> {
            err.println("entropy: " + e.getMessage());
            yield ExitCode.USAGE;
          }
          case RuntimeUnavailableException e -> {
            err.println("entropy: " + e.getMessage());
            yield ExitCode.ERROR;
          }
          // Its message says what is lost, and what would help.
          case StoreException e -> {
            err.println("entropy: " + e.getMessage());
            yield ExitCode.ERROR;
          }
          // The state folder's: its message says what would help.
          case IOException e -> {
            err.println("entropy: " + e.getMessage());
            yield ExitCode.ERROR;
          }
          case InterruptedException _ -> {
            err.println("entropy: interrupted");
            yield ExitCode.INTERRUPTED;
          }
          case Exception e -> {
            err.println(
                "entropy: this should not have happened; please report it with what follows");
            e.printStackTrace(err);
            yield ExitCode.ERROR;
          }
        };
    err.flush();
    return code;
  }
}
