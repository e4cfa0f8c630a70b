package io.entropy.cli.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a user types to say which failure, on which containers, how often: as text, not yet read.
public final class PolicyOptions {

  @Option(
      names = {"-f", "--frequency"},
      paramLabel = "DURATION",
      defaultValue = "1s",
      description = "How often the dice are rolled for each matching container (${DEFAULT-VALUE}).")
  String frequency = "1s";

  @Option(
      names = {"-p", "--probability"},
      paramLabel = "0..1",
      defaultValue = "1",
      description = "The chance of each roll to make a fault (${DEFAULT-VALUE}).")
  String probability = "1";

  @Option(
      names = {"-d", "--duration"},
      paramLabel = "DURATION",
      description = "How long a fault lasts (default: the frequency).")
  @Nullable String duration;

  @Option(
      names = {"-t", "--target"},
      paramLabel = "SELECTOR",
      description =
          "Containers by label: k, k=v, k!=v, 'k in (a,b)', '!k'. Repeatable: all must hold.")
  List<String> targets = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "SELECTOR",
      description = "Leaves out the containers that match. Repeatable: any may match.")
  List<String> exclude = List.of();

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "Only containers of this Compose project.")
  @Nullable String project;

  @Option(
      names = "--container",
      paramLabel = "NAME",
      description = "Only the container of this name, or those whose name matches re2:PATTERN.")
  @Nullable String container;

  @Option(
      names = "--limit",
      paramLabel = "N|N%",
      description = "At most so many of the matching containers have a fault at once.")
  @Nullable String limit;

  @Option(
      names = "--min-healthy",
      paramLabel = "N|N%",
      description = "At least so many of the matching containers stay healthy and without a fault.")
  @Nullable String minHealthy;

  @Option(
      names = "--on-restart",
      paramLabel = "follow|end",
      defaultValue = "follow",
      description =
          "Whether a fault follows its container over a restart or ends (${DEFAULT-VALUE}).")
  String onRestart = "follow";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Replays the schedule of an earlier run (printed when not given).")
  @Nullable String seed;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The policy's name; part of the dice (default: the mode).")
  @Nullable String name;

  @Parameters(
      arity = "1..*",
      paramLabel = "MODE [KEY=VALUE]",
      description =
          "The failure mode and its parameters, e.g. recv_drop percent=30; see 'entropy modes'.")
  List<String> failure = List.of();
}
