package io.entropy.cli.store;

import io.entropy.cli.ExitCode;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy store dump`: everything that a store holds, as lines of JSON.
@Command(
    name = "dump",
    description = "Writes every object as a line of JSON, for backup or for another store.",
    mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Replaced once the dump is whole (default: standard output).")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    StoreEndpoint endpoint = store.endpoint();
    Path to = file;
    if (to == null) {
      print(endpoint);
    } else {
      long objects = NewFile.write(to, endpoint::dump);
      System.out.printf("%d objects of %s are in %s%n", objects, endpoint, to);
    }
    return ExitCode.OK;
  }

  /// Not through `System.out`, which tells of no error: a dump must not end early in silence.
  private static void print(StoreEndpoint endpoint) throws IOException {
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8))) {
      long _ = endpoint.dump(out);
    }
  }
}
