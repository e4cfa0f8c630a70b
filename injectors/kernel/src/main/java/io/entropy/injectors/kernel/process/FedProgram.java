package io.entropy.injectors.kernel.process;

import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A running program of ours ([NativeProgram]) that is fed by lines and answers each, and its
/// start, by one. It ends what it does when this JVM ends or closes it. Used by one thread at a
/// time.
public final class FedProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofNanos(50_000);

  private final Process process;
  private final OutputStream feed;
  private final InputStream answers;

  private FedProgram(Process process) {
    this.process = process;
    this.feed = process.getOutputStream();
    this.answers = process.getInputStream();
  }

  /// Starts one; [#answer] is its greeting then.
  ///
  /// @throws KernelException when it can't be started
  public static FedProgram start(List<String> command) {
    try {
      return new FedProgram(new ProcessBuilder(command).redirectError(Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new KernelException(
          "start " + command.getFirst(), Errno.EACCES, String.valueOf(e.getMessage()));
    }
  }

  /// Has it do something: its answer, or empty when it has ended, or hung and was killed.
  public Optional<String> ask(String line) {
    try {
      feed.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      feed.flush();
    } catch (IOException _) {
      // It has ended, as its answer will say.
    }
    return answer();
  }

  /// Waits for an answer; empty when it has ended, or hung and was killed.
  public Optional<String> answer() {
    try {
      StringBuilder line = new StringBuilder();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        boolean ended = !process.isAlive();
        while (answers.available() > 0) {
          int next = answers.read();
          if (next == '\n') {
            return Optional.of(line.toString());
          }
          line.append((char) next);
        }
        if (ended || System.nanoTime() - deadline > 0) {
          Process _ = process.destroyForcibly();
          return Optional.empty();
        }
        pause();
      }
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// An interrupt is kept for later: answers come within milliseconds.
  private static void pause() {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// Ends it by ending its feed, and waits for that; by force when it takes too long.
  @Override
  public void close() {
    try {
      feed.close();
    } catch (IOException _) {
      // It has ended.
    }
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        Process _ = process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it ends all the same
    }
  }
}
