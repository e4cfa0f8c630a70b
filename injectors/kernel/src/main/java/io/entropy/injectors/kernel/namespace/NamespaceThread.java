package io.entropy.injectors.kernel.namespace;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A platform thread that enters a network namespace, runs one body there and ends, so that no
/// other work can ever run in the wrong namespace by mistake. Used once.
final class NamespaceThread<T extends @Nullable Object> implements Runnable {
  private final Callable<T> body;
  private @Nullable T result;
  private @Nullable Throwable failure;

  private NamespaceThread(Callable<T> body) {
    this.body = body;
  }

  /// Runs the body (which enters the namespace itself, first thing) and waits for it. An interrupt
  /// is kept for later: the body takes microseconds and half-entered threads are of no use.
  static <T extends @Nullable Object> T run(String name, Callable<T> body) {
    NamespaceThread<T> work = new NamespaceThread<>(body);
    Thread thread = Thread.ofPlatform().name(name).daemon().start(work);
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return work.outcome();
  }

  @Override
  public void run() {
    try {
      result = body.call();
    } catch (Throwable thrown) {
      failure = thrown;
    }
  }

  @SuppressWarnings("NullAway") // result is T's own null or value once there is no failure
  private T outcome() {
    if (failure instanceof RuntimeException unchecked) {
      unchecked.addSuppressed(new Throwable("called from"));
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    return result;
  }
}
