package io.entropy.injectors.kernel.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A program that a test runs to its end.
public final class Command {
  private Command() {}

  /// Its output, errors included.
  ///
  /// @throws IllegalStateException when it fails
  public static String run(String... words) {
    Result result = attempt(words);
    if (result.status() != 0) {
      throw new IllegalStateException(String.join(" ", words) + ": " + result.output());
    }
    return result.output();
  }

  public static Result attempt(String... words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", words) + " doesn't end");
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public record Result(int status, String output) {}
}
