package io.entropy.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What may stand before the command to say whom it's for, as with Docker: `entropy -H … run …`.
/// The same behind the command goes first; commands that ask nobody take no notice.
final class ConnectionOptions {

  @Option(
      names = {"-H", "--host"},
      paramLabel = "ENDPOINT",
      description = "The manager or Docker engine that the command is for.")
  @Nullable String host;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context that names it (see 'entropy context').")
  @Nullable String context;

  /// Where the command stands in what was typed: behind these options and their values.
  static int commandIn(String... args) {
    int at = 0;
    while (at < args.length && args[at].startsWith("-")) {
      boolean valueFollows =
          args[at].equals("-H") || args[at].equals("--host") || args[at].equals("--context");
      at += valueFollows ? 2 : 1;
    }
    return at;
  }
}
