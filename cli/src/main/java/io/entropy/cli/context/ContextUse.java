package io.entropy.cli.context;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `entropy context use`.
@Command(
    name = "use",
    description = "Has later commands be for this one.",
    mixinStandardHelpOptions = true)
final class ContextUse implements Runnable {

  @Parameters(paramLabel = "NAME", description = "One that 'entropy context ls' shows.")
  private String name = "";

  @Override
  public void run() {
    ContextFile file = ContextFile.of(System.getenv());
    Contexts contexts = file.read();
    var _ = contexts.named("NAME", name);
    file.write(contexts.using(name));
    System.out.println(name);
  }
}
