package io.entropy.e2e.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Looks again and again, on a thread of its own, and keeps what was seen that must not be.
final class Lookout implements AutoCloseable {
  private final Duration pause;
  private final Look look;
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;

  /// One look at everything.
  interface Look {
    void look() throws IOException;
  }

  /// @param pause between two looks
  Lookout(String name, Duration pause, Look look) {
    this.pause = pause;
    this.look = look;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        look.look();
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        return;
      } catch (IOException | RuntimeException e) {
        note("it couldn't be looked at: " + e);
      }
    }
  }

  /// Notes what must not be. The look's.
  void note(String seen) {
    wrong.add(seen);
  }

  /// What must not be, and was.
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
