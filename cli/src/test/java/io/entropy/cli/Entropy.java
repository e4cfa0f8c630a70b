package io.entropy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command line in a process of its own, with everything it writes below one folder.
public record Entropy(Path folder) {

  /// What a command ended with and printed.
  public record Result(int exitCode, String out, String err) {}

  public Result run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(), arguments);
  }

  public Result run(List<String> jvm, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(jvm, List.of(arguments));
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      var _ = process.destroyForcibly();
      throw new AssertionError("entropy didn't end: " + List.of(arguments));
    }
    return new Result(process.exitValue(), read("out"), read("err"));
  }

  /// What starts it.
  public List<String> command(List<String> jvm, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + folder));
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return command;
  }

  /// Starts a command that doesn't end by itself.
  public Process start(List<String> jvm, List<String> arguments) throws IOException {
    var builder =
        new ProcessBuilder(command(jvm, arguments))
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("ENTROPY_STATE_DIR", folder.resolve("state").toString());
    builder.environment().put("ENTROPY_CONFIG", folder.resolve("config.yml").toString());
    return builder.start();
  }

  /// What it has written so far to `out` or `err`.
  public String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }
}
