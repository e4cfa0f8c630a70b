package io.entropy.cli.context;

import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Where a user's contexts are kept: `$ENTROPY_CONFIG`, else `~/.config/entropy/config.yml`. The
/// launcher looks for the same file. Replaced as a whole, so comments in it don't last.
public record ContextFile(Path path) {

  public static ContextFile of(Map<String, String> env) {
    String named = env.getOrDefault("ENTROPY_CONFIG", "");
    return new ContextFile(
        Path.of(
            named.isEmpty()
                ? env.getOrDefault("HOME", "") + "/.config/entropy/config.yml"
                : named));
  }

  public boolean isThere() {
    return Files.exists(path);
  }

  /// None when there is no file.
  ///
  /// @throws io.entropy.api.text.InvalidInputException when it isn't such a file
  public Contexts read() {
    if (!isThere()) {
      return Contexts.NONE;
    }
    try {
      return ContextYaml.parse(path.toString(), Files.readString(path));
    } catch (IOException e) {
      throw failed("can't be read", e);
    }
  }

  void write(Contexts contexts) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder == null) {
        throw new IOException("it isn't a file's name");
      }
      Files.createDirectories(folder);
      Path next = Files.createTempFile(folder, "config", ".yml");
      try {
        Files.writeString(next, ContextYaml.format(contexts));
        Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException e) {
      throw failed("can't be written", e);
    }
  }

  private CommandException failed(String how, IOException e) {
    return new CommandException(ExitCode.ERROR, "%s %s: %s".formatted(path, how, e));
  }
}
