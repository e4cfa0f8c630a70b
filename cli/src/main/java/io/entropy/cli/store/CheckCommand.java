package io.entropy.cli.store;

import io.entropy.cli.ExitCode;
import io.entropy.store.Snapshot;
import io.entropy.store.model.Kinds;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy store check`: whether everything that was acknowledged is there and whole. Exit code 0
/// when it is, 4 when not: then it says what is lost and how to go on. Changes nothing.
@Command(
    name = "check",
    description = "Tells whether a store is whole, and if not what is lost and how to go on.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() {
    StoreEndpoint endpoint = store.endpoint();
    Snapshot snapshot = endpoint.check();
    String held =
        Kinds.ALL.stream()
            .filter(kind -> snapshot.count(kind) > 0)
            .map(kind -> snapshot.count(kind) + " " + kind)
            .collect(Collectors.joining(", "));
    System.out.printf(
        "%s is whole: version %d, %s%n",
        endpoint, snapshot.version(), held.isEmpty() ? "no objects" : held);
    return ExitCode.OK;
  }
}
