package io.entropy.cli;

import io.entropy.api.text.Nearest;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said when the command line itself is wrong: the error, the nearest valid option or
/// command, where help is. Exit code 2.
final class UsageReport implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    if (error instanceof UnmatchedArgumentException unmatched && isCommand(unmatched)) {
      String typed = unmatched.getUnmatched().getFirst();
      String hint = Nearest.hint(typed, command.getSubcommands().keySet());
      err.println("entropy: there is no command `" + typed + "`" + hint);
    } else {
      err.println("entropy: " + error.getMessage());
      UnmatchedArgumentException.printSuggestions(error, err);
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  private static boolean isCommand(UnmatchedArgumentException error) {
    return !error.isUnknownOption() && !error.getCommandLine().getSubcommands().isEmpty();
  }
}
