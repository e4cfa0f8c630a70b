package io.entropy.injectors.stress;

import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running `entropy-stress`. It ends its workers at the time that it's told, when this JVM ends,
/// and when it's closed. Used by one thread at a time.
final class Keeper implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofNanos(50_000);

  private final Process process;
  private final OutputStream feed;
  private final InputStream answers;
  private Reading last = Reading.none();

  private Keeper(Process process) {
    this.process = process;
    this.feed = process.getOutputStream();
    this.answers = process.getInputStream();
  }

  /// Starts it with its workers, which wait; [#last] says whether they do.
  static Keeper start(List<String> command) {
    try {
      Keeper keeper =
          new Keeper(new ProcessBuilder(command).redirectError(Redirect.DISCARD).start());
      keeper.await();
      return keeper;
    } catch (IOException e) {
      throw new KernelException(
          "start entropy-stress", Errno.EACCES, String.valueOf(e.getMessage()));
    }
  }

  Reading last() {
    return last;
  }

  /// @param until by [System#nanoTime]
  Reading release(long until) {
    return ask("r " + until);
  }

  /// Keeps them at work until then, unless their time is over: `LOST`.
  Reading keep(long until) {
    return ask("k " + until);
  }

  Reading endWorkers() {
    return ask("e");
  }

  Reading read() {
    return ask("s");
  }

  @Override
  public void close() {
    try {
      feed.close();
    } catch (IOException _) {
      // It has ended.
    }
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        Process _ = process.destroyForcibly(); // its workers die with it
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it ends all the same
    }
  }

  private Reading ask(String line) {
    try {
      feed.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      feed.flush();
      await();
    } catch (IOException _) {
      last = last.gone();
    }
    return last;
  }

  private void await() throws IOException {
    StringBuilder line = new StringBuilder();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      boolean ended = !process.isAlive();
      while (answers.available() > 0) {
        int next = answers.read();
        if (next == '\n') {
          last = Reading.of(line.toString());
          return;
        }
        line.append((char) next);
      }
      if (ended || System.nanoTime() - deadline > 0) {
        Process _ = process.destroyForcibly();
        last = last.gone();
        return;
      }
      pause();
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
}
