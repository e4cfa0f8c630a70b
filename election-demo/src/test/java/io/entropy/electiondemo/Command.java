package io.entropy.electiondemo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A command that was run to its end: exit code and everything it printed.
record Command(int exitCode, String output) {

  static Command run(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    try {
      var output = CompletableFuture.supplyAsync(() -> read(process)).get(3, TimeUnit.MINUTES);
      return new Command(process.waitFor(), output);
    } catch (TimeoutException | ExecutionException failure) {
      throw new IOException("no end of " + words, failure);
    } finally {
      process.destroyForcibly();
    }
  }

  static String docker(String... words) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("docker"));
    all.addAll(List.of(words));
    return run(Map.of(), all).success();
  }

  /// What was printed, if the command succeeded.
  String success() {
    if (exitCode != 0) {
      throw new AssertionError("exit code " + exitCode + ": " + output);
    }
    return output.strip();
  }

  private static String read(Process process) {
    try (var stream = process.getInputStream()) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
