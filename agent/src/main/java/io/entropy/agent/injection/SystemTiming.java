package io.entropy.agent.injection;

import io.entropy.api.time.SteadyTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Real time.
public final class SystemTiming implements Timing {
  private final SteadyTime clock = SteadyTime.start();

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Thread start(String name, Runnable body) {
    return Thread.ofVirtual().name(name).start(body);
  }

  @Override
  public void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public <T> Mailbox<T> mailbox() {
    return new Queue<>();
  }

  private final class Queue<T> implements Mailbox<T> {
    private final LinkedBlockingQueue<T> messages = new LinkedBlockingQueue<>();

    @Override
    public void put(T message) {
      messages.add(message);
    }

    @Override
    public Optional<T> take(Instant until) {
      long wait = Math.max(0, Duration.between(now(), until).toNanos());
      try {
        return Optional.ofNullable(messages.poll(wait, TimeUnit.NANOSECONDS));
      } catch (InterruptedException e) {
        // Nobody interrupts an injection's thread: it's told to end by a message.
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
