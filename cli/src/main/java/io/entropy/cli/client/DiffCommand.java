package io.entropy.cli.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy diff`: what `entropy apply` would change. Exit code 1 when that is anything, as
/// diff(1).
@Command(
    name = "diff",
    description = "Shows what 'entropy apply' would change; exit code 1 when that is anything.",
    mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FileOption file = new FileOption();

  @Override
  public Integer call() throws Exception {
    var wanted = file.read();
    int code = 0;
    try (ManagerClient client = manager.open()) {
      for (Difference difference : Difference.of(client, wanted)) {
        if (!difference.isNone()) {
          code = 1;
          difference.lines().forEach(System.out::println);
        }
      }
    }
    return code;
  }
}
