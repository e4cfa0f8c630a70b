package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.sys.EventFd;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What other threads want the queue's thread to do. Once that has ended, they do it themselves,
/// one at a time.
final class Tasks {
  private final EventFd wake = new EventFd();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ending = lock.newCondition();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean ended;

  int wakeFd() {
    return wake.fd();
  }

  boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /// The answer of the queue's thread, which takes it no longer than a turn. Not called by it.
  <T> T ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    lock.lock();
    try {
      if (ended) {
        return question.get();
      }
      waiting.add(() -> answer(question, answer));
      wake.signal();
    } finally {
      lock.unlock();
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private static <T> void answer(Supplier<T> question, CompletableFuture<T> answer) {
    try {
      boolean _ = answer.complete(question.get());
    } catch (RuntimeException e) {
      boolean _ = answer.completeExceptionally(e);
    }
  }

  /// Does what is wanted, by the queue's thread.
  void runAll() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  /// The last thing that the queue's thread does.
  void end(Runnable last) {
    lock.lock();
    try {
      last.run();
      ended = true;
      runAll();
      wake.close();
      ending.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void awaitEnd() {
    lock.lock();
    try {
      while (!ended) {
        ending.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
