package io.entropy.server.stream;

import io.grpc.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The virtual threads that feed streams of one sort: at most so many, and all ended together.
public final class StreamThreads implements AutoCloseable {
  private final String name;
  private final int most;
  private final Set<Thread> running = new HashSet<>();
  private boolean closed;

  /// None yet.
  ///
  /// @param name of each thread
  /// @param most streams at the same time
  public StreamThreads(String name, int most) {
    this.name = name;
    this.most = most;
  }

  /// Starts one.
  ///
  /// @param body ends when it's interrupted
  /// @throws io.grpc.StatusRuntimeException `RESOURCE_EXHAUSTED` when there are too many,
  ///   `UNAVAILABLE` when this is closed
  public synchronized Thread start(Runnable body) {
    if (closed) {
      throw Status.UNAVAILABLE.withDescription("the manager is ending").asRuntimeException();
    }
    if (running.size() >= most) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("there are %d streams of %s already".formatted(most, name))
          .asRuntimeException();
    }
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              try {
                body.run();
              } finally {
                forget(Thread.currentThread());
              }
            });
    running.add(thread);
    thread.start();
    return thread;
  }

  private synchronized void forget(Thread thread) {
    running.remove(thread);
  }

  public synchronized int count() {
    return running.size();
  }

  private synchronized List<Thread> end() {
    closed = true;
    return List.copyOf(running);
  }

  /// Interrupts all of them and waits for their ends.
  @Override
  public void close() {
    List<Thread> last = end();
    last.forEach(Thread::interrupt);
    try {
      for (Thread thread : last) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
