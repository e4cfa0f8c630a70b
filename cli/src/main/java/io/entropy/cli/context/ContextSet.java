package io.entropy.cli.context;

import io.entropy.api.text.Violations;
import io.entropy.cli.context.Contexts.Context;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `entropy context set`: makes one, or changes what is given of one.
@Command(
    name = "set",
    description = "Makes a context, or changes what is given of one that is there.",
    footer = {"", "Example:", "  entropy context set lab --endpoint tcp://10.0.0.1:2476"},
    mixinStandardHelpOptions = true)
final class ContextSet implements Runnable {

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Option(
      names = "--endpoint",
      paramLabel = "ENDPOINT",
      description = "As -H takes it, e.g. tcp://10.0.0.1:2476.")
  private @Nullable String endpoint;

  @Option(
      names = "--tls-dir",
      paramLabel = "DIR",
      description = "Where the certificates for it are; empty for none.")
  private @Nullable String tlsDir;

  @Override
  public void run() {
    ContextFile file = ContextFile.of(System.getenv());
    Contexts contexts = file.read();
    Context before = contexts.all().getOrDefault(name, new Context("", ""));
    Context after =
        new Context(
            endpoint == null ? before.endpoint() : endpoint,
            tlsDir == null ? before.tlsDir() : tlsDir);
    Violations violations = new Violations();
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")) {
      violations.add(
          "NAME",
          "`" + name + "` isn't a context's name",
          "letters, digits, `_`, `.` and `-`, first a letter or digit");
    }
    if (after.endpoint().isBlank()) {
      violations.add("--endpoint", "it's missing", "an endpoint such as tcp://10.0.0.1:2476");
    }
    violations.throwIfAny();
    file.write(contexts.with(name, after));
    System.out.println(name);
  }
}
