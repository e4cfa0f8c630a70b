package io.entropy.cli.store;

import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.transfer.Load;
import io.entropy.store.transfer.Load.Existing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `entropy store load`: what `entropy store dump` wrote, into a store of any back end.
@Command(
    name = "load",
    description = "Loads what `dump` wrote; all of it is checked before anything is written.",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();

  @Option(names = "--replace", description = "Deletes what the store holds, in the same batch.")
  private boolean replace;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: standard input.")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    StoreEndpoint endpoint = store.endpoint();
    try (BufferedReader dump = dump();
        Store open = endpoint.openOrMake()) {
      long objects = Load.into(open, dump, replace ? Existing.REPLACE : Existing.REFUSE);
      System.out.printf("%d objects are in %s%n", objects, endpoint);
      return ExitCode.OK;
    } catch (StoreException e) {
      if (e.code() == Code.EXISTS) {
        throw new CommandException(
            ExitCode.ERROR, e.getMessage() + "; --replace deletes that and loads the dump instead");
      }
      throw e;
    }
  }

  private BufferedReader dump() throws IOException {
    Path from = file;
    if (from == null) {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
    if (!Files.isReadable(from)) {
      throw new CommandException(ExitCode.USAGE, "there is no file " + from + " to read");
    }
    return Files.newBufferedReader(from);
  }
}
