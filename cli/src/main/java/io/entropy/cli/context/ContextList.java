package io.entropy.cli.context;

import picocli.CommandLine.Command;

/// `entropy context ls`: a line each, the one in use with an asterisk.
@Command(name = "ls", description = "Lists them.", mixinStandardHelpOptions = true)
final class ContextList implements Runnable {

  @Override
  public void run() {
    Contexts contexts = ContextFile.of(System.getenv()).read();
    contexts
        .all()
        .forEach((name, context) ->
            System.out.printf(
                "%s %s   %s%s%n",
                contexts.current().equals(name) ? "*" : " ",
                name,
                context.endpoint(),
                context.tlsDir().isEmpty() ? "" : "   tls-dir " + context.tlsDir()));
  }
}
