package io.entropy.bench.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A command of this machine, run to its end.
public final class Command {
  private final List<String> words;
  private String input = "";

  private Command(List<String> words) {
    this.words = words;
  }

  public static Command of(String... words) {
    return new Command(List.of(words));
  }

  public static Command of(List<String> words) {
    return new Command(List.copyOf(words));
  }

  public Command input(String text) {
    input = text;
    return this;
  }

  /// What it printed, stripped.
  ///
  /// @throws IOException when its exit status isn't 0, with what it printed
  public String run() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try {
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(String.join(" ", words) + ": status " + status + "\n" + output);
      }
      return output;
    } finally {
      process.destroy();
    }
  }

  /// How long it ran, in nanoseconds, from before it was spawned until it was waited for.
  public long time() throws IOException, InterruptedException {
    long start = System.nanoTime();
    String _ = run();
    return System.nanoTime() - start;
  }
}
