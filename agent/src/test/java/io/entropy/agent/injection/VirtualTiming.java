package io.entropy.agent.injection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Time that passes only when a test says so, and only while every thread started on it waits: what
/// happens at which time is the same in each run. Those that wait for the same time go on one after
/// the other, longest waiting first.
public final class VirtualTiming implements Timing, InstantSource {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Waiter> waiters = new ArrayList<>();
  private Instant now = START;
  private Duration look = Duration.ZERO;
  private int busy;

  private static final class Waiter {
    private final Instant until;
    private boolean woken;

    Waiter(Instant until) {
      this.until = until;
    }
  }

  /// Lets time pass up to then, stopping wherever somebody waits for it.
  public synchronized void advanceTo(Duration sinceStart) {
    Instant end = START.plus(sinceStart);
    awaitIdle();
    Optional<Waiter> next = due(end);
    while (next.isPresent()) {
      now = later(now, next.get().until);
      wake(next.get());
      awaitIdle();
      next = due(end);
    }
    now = later(now, end);
  }

  private Optional<Waiter> due(Instant end) {
    return waiters.stream()
        .filter(waiter -> !waiter.until.isAfter(end))
        .min(Comparator.comparing(waiter -> waiter.until));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /// A thread was stopped and goes on so much later, as after SIGSTOP: nobody is woken on the way.
  synchronized void jumpTo(Duration sinceStart) {
    awaitIdle();
    now = START.plus(sinceStart);
  }

  /// Waits until every thread waits.
  public synchronized void awaitIdle() {
    block(() -> busy == 0);
  }

  private void wake(Waiter waiter) {
    waiter.woken = true;
    waiters.remove(waiter);
    busy++;
    notifyAll();
  }

  @Override
  public synchronized Instant now() {
    Instant seen = now;
    now = now.plus(look);
    return seen;
  }

  /// From now on each look at the clock takes so long, as it does on a real one.
  synchronized void lookingTakes(Duration time) {
    look = time;
  }

  @Override
  public Instant instant() {
    return now();
  }

  @Override
  public Thread start(String name, Runnable body) {
    synchronized (this) {
      busy++;
    }
    return Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            body.run();
          } finally {
            idle();
          }
        });
  }

  private synchronized void idle() {
    busy--;
    notifyAll();
  }

  private synchronized void block(BooleanSupplier until) {
    while (!until.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void sleep(Duration time) {
    new Box<>().take(now().plus(time));
  }

  @Override
  public <T> Mailbox<T> mailbox() {
    return new Box<>();
  }

  private final class Box<T> implements Mailbox<T> {
    private final Deque<T> messages = new ArrayDeque<>();
    private @Nullable Waiter taker;

    @Override
    public void put(T message) {
      synchronized (VirtualTiming.this) {
        messages.add(message);
        if (taker != null && !taker.woken) {
          wake(taker);
        }
      }
    }

    @Override
    public Optional<T> take(Instant until) {
      synchronized (VirtualTiming.this) {
        if (messages.isEmpty() && now.isBefore(until)) {
          Waiter waiter = new Waiter(until);
          taker = waiter;
          waiters.add(waiter);
          idle();
          block(() -> waiter.woken);
          taker = null;
        }
        return Optional.ofNullable(messages.poll());
      }
    }
  }
}
