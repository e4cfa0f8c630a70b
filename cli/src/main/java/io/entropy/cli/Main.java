package io.entropy.cli;

import io.entropy.cli.client.CallWarmUp;
import io.entropy.cli.run.WarmUp;
import java.util.List;

/// The entry point. Ends the process with a code of [ExitCode], whatever threads are left.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    if (arguments.contains("run")) {
      WarmUp.start(arguments);
    } else if (System.getProperty("entropy.needs", "").equals("call")) { // the launcher says so
      CallWarmUp.start();
    }
    System.exit(execute(args));
  }

  /// Runs a command as the process would, without ending it.
  public static int execute(String... args) {
    return Commands.lineFor(args)
        .setExecutionExceptionHandler(new ErrorReport())
        .setParameterExceptionHandler(new UsageReport())
        .execute(args);
  }
}
