package io.entropy.cli.run;

import io.entropy.cli.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ctrl-C and SIGTERM: lets a command end itself (faults reverted, summary printed) and then ends
/// the process. What isn't done by then is left to the leases.
///
/// The JVM turns signals into its shutdown hook, which this is; the run asks [#await] and says
/// [#finished].
public final class Interrupt {
  /// Reverting takes milliseconds; a hung engine may take longer.
  private static final long PATIENCE_SECONDS = 15;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final int exitCode;
  private @Nullable Thread waiting;

  /// Something that takes time and that an interrupt of its thread breaks off.
  public interface Wait<T> {
    T await() throws InterruptedException;
  }

  private Interrupt(int exitCode) {
    this.exitCode = exitCode;
  }

  /// Takes signals from now on.
  ///
  /// @param exitCode what the process ends with after one
  public static Interrupt install(int exitCode) {
    Interrupt interrupt = new Interrupt(exitCode);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("interrupt").unstarted(interrupt::onShutdown));
    return interrupt;
  }

  private void onShutdown() {
    if (finished.getCount() == 0) {
      return; // an ordinary exit
    }
    ask();
    int code = exitCode;
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "entropy: not everything could be reverted in time; what is left ends with its lease."
                + " See 'entropy reap'.");
        code = ExitCode.INTERRUPTED;
      }
    } catch (InterruptedException _) {
      // Nobody interrupts this thread; if so, don't keep the process.
    }
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }

  /// Waits for the signal, at most so long; whether it came.
  boolean await(Duration timeout) throws InterruptedException {
    return asked.await(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
  }

  /// What a wait comes to; empty when the signal comes before its end, or has come.
  public <T> Optional<T> during(Wait<T> wait) throws InterruptedException {
    if (!begin(Thread.currentThread())) {
      return Optional.empty();
    }
    try {
      return Optional.of(wait.await());
    } catch (InterruptedException e) {
      if (!isAsked()) {
        throw e;
      }
      return Optional.empty();
    } finally {
      end();
    }
  }

  private synchronized void ask() {
    asked.countDown();
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  private synchronized boolean begin(Thread thread) {
    waiting = thread;
    return !isAsked();
  }

  private synchronized void end() {
    waiting = null;
    if (isAsked()) {
      // It may have come just as the wait was over: what follows isn't to be broken off.
      boolean _ = Thread.interrupted();
    }
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /// Everything is done and printed: an exit from now on is an ordinary one.
  public void finished() {
    finished.countDown();
  }
}
