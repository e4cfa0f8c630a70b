package io.entropy.cli.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a user types about the run itself: how long, how it's judged, what is printed.
final class RunOptions {

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Ends the run after this time (default: at Ctrl-C).")
  @Nullable String runFor;

  @Option(
      names = "--dry-run",
      description = "Shows what would be hit and when, for --for or 60 ticks; changes nothing.")
  boolean dryRun;

  @Option(
      names = {"--detach"},
      description =
          "With a manager: starts the policy, prints its id and leaves it there; 'entropy rm' ends"
              + " it.")
  boolean detach;

  @Option(
      names = "--wait",
      description =
          "Waits for a container that matches instead of ending with exit code 3, and for as many"
              + " as the failure takes instead of ending with 2.")
  boolean waitForMatch;

  @Option(
      names = "--steady-state",
      paramLabel = "URL",
      description =
          "What must go on working: answers 2xx within a second; sampled each second before, during"
              + " and after the faults. Repeatable.")
  List<String> steadyStates = List.of();

  @Option(
      names = "--control",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description =
          "How long the steady state is watched before the first fault (${DEFAULT-VALUE}).")
  String control = "5s";

  @Option(
      names = "--recovery",
      paramLabel = "DURATION",
      defaultValue = "15s",
      description = "How long it may take to recover after the last fault (${DEFAULT-VALUE}).")
  String recovery = "15s";

  @Option(names = "--strict", description = "Fails when the steady state was left at all.")
  boolean strict;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "auto|plain|json",
      defaultValue = "auto",
      description = "auto: live on a terminal, plain lines in a pipe; json: one CloudEvent a line.")
  String output = "auto";

  @Option(
      names = {"-v", "--verbose"},
      description = "Shows every event.")
  boolean verbose;
}
