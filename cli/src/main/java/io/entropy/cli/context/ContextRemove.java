package io.entropy.cli.context;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `entropy context rm`.
@Command(name = "rm", description = "Forgets contexts.", mixinStandardHelpOptions = true)
final class ContextRemove implements Runnable {

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Those to forget.")
  private List<String> names = List.of();

  @Override
  public void run() {
    ContextFile file = ContextFile.of(System.getenv());
    Contexts contexts = file.read();
    for (String name : names) {
      var _ = contexts.named("NAME", name);
      contexts = contexts.without(name);
    }
    file.write(contexts);
    names.forEach(System.out::println);
  }
}
