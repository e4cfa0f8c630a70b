package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.hotspot.Attachment.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The answer to a command that a JVM is still carrying out. One thread at a time.
final class PendingAnswer {
  private static final long LOOK_AGAIN_NANOS = 100_000;

  private final CompletableFuture<Answer> answer;

  /// By [System#nanoTime]; 0 while it's pending.
  private volatile long came;

  private PendingAnswer(CompletableFuture<Answer> answer) {
    this.answer = answer;
  }

  /// Of nothing that was asked.
  static PendingAnswer none() {
    return new PendingAnswer(CompletableFuture.completedFuture(new Answer(0, "")));
  }

  /// Asks.
  static PendingAnswer to(Attachment attachment, String command, String... arguments) {
    PendingAnswer pending = new PendingAnswer(new CompletableFuture<>());
    Thread _ =
        Thread.ofVirtual()
            .name("gc-pause-" + attachment.jvm().id().pid())
            .start(() -> pending.ask(attachment, command, arguments));
    return pending;
  }

  private void ask(Attachment attachment, String command, String... arguments) {
    try {
      Answer got = attachment.call(command, arguments);
      came = System.nanoTime();
      answer.complete(got);
    } catch (HotSpotException | RuntimeException e) {
      came = System.nanoTime();
      answer.completeExceptionally(e);
    }
  }

  boolean isThere() {
    return answer.isDone();
  }

  long came() {
    return came;
  }

  Answer get() throws HotSpotException {
    try {
      return answer.get(Stopper.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw HotSpotException.failed(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw HotSpotException.failed("it hasn't answered in " + Stopper.PATIENCE.toSeconds() + " s");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw HotSpotException.failed("interrupted");
    }
  }

  /// For a moment; an interrupt is kept for later.
  static void sleep() {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(Duration.ofNanos(LOOK_AGAIN_NANOS));
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
