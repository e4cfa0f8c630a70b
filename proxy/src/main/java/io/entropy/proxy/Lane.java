package io.entropy.proxy;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The place of one toxic in a [Link]: items wait here, one at a time is in hand. On the event
/// loop.
final class Lane {
  private final Link link;
  private final Deque<Item> waiting = new ArrayDeque<>();
  private Toxic toxic;
  private @Nullable Effect effect;
  private @Nullable Item inHand;
  private @Nullable ScheduledFuture<?> timer;
  private @Nullable ScheduledFuture<?> closing;

  /// When bytes last went on from here.
  private long lastPassed = System.nanoTime();

  /// Once the connection is to be ended here, what still comes is lost.
  private boolean over;

  Lane(Link link, Toxic toxic, RandomGenerator random) {
    this.link = link;
    this.toxic = toxic;
    begin(random);
  }

  Toxic toxic() {
    return toxic;
  }

  /// Goes on as another toxic tells, from what is in hand on.
  void become(Toxic next, RandomGenerator random) {
    stopTimers();
    toxic = next;
    begin(random);
    work();
  }

  private void begin(RandomGenerator random) {
    boolean hit = random.nextDouble() < toxic.toxicity();
    toxic.tally().connection(hit);
    effect = hit ? toxic.attributes().begin(random) : null;
    if (effect != null) {
      long begun = System.nanoTime();
      effect
          .closesAfter()
          .ifPresent(nanos ->
              closing = link.after(nanos, () -> close(new Step.Close(nanos, false), begun)));
    }
  }

  void offer(Item item) {
    if (over) {
      lose(item);
      return;
    }
    waiting.add(item);
    work();
  }

  /// Passes on whatever is held, as the toxic is no more.
  void leave() {
    stopTimers();
    boolean useless = effect != null && effect.closesWhenRemoved();
    effect = null;
    if (useless || over) {
      link.session().close();
    } else {
      work();
    }
  }

  /// Releases whatever is held.
  void discard() {
    over = true;
    stopTimers();
    if (inHand != null) {
      lose(inHand);
      inHand = null;
    }
    waiting.forEach(this::lose);
    waiting.clear();
  }

  /// How many items are here.
  int size() {
    return waiting.size() + (inHand == null ? 0 : 1);
  }

  private void work() {
    while (timer == null && !over) {
      if (inHand == null) {
        inHand = waiting.poll();
      }
      if (inHand == null) {
        return;
      }
      perform(inHand);
    }
  }

  private void perform(Item item) {
    Step step =
        switch (item) {
          case Item.Chunk(var data, long at) ->
              effect == null
                  ? new Step.Pass(data.readableBytes(), 0)
                  : effect.chunk(data.readableBytes(), System.nanoTime() - at);
          case Item.End(boolean both, _) ->
              effect == null || both ? new Step.Pass(0, 0) : effect.end();
        };
    switch (step) {
      case Step.Pass(int bytes, long nanos) -> later(nanos, () -> pass(item, bytes));
      case Step.Last(int bytes) -> {
        pass(item, bytes);
        close(new Step.Close(0, false), System.nanoTime());
      }
      case Step.Drop() -> {
        if (item instanceof Item.Chunk(var data, _)) {
          toxic.tally().dropped(data.readableBytes());
        }
        inHand = null;
        lose(item);
      }
      case Step.Close close -> later(close.afterNanos(), () -> close(close, at(item)));
    }
  }

  private static long at(Item item) {
    return switch (item) {
      case Item.Chunk(_, long at) -> at;
      case Item.End(_, long at) -> at;
    };
  }

  private void later(long nanos, Runnable task) {
    if (nanos <= 0) {
      task.run();
      return;
    }
    timer =
        link.after(
            nanos,
            () -> {
              timer = null;
              task.run();
              work();
            });
  }

  private void pass(Item item, int bytes) {
    long now = System.nanoTime();
    switch (item) {
      case Item.Chunk(var data, long at) -> {
        boolean whole = bytes == data.readableBytes();
        if (effect != null && bytes > 0) {
          long since = now - lastPassed > now - at ? at : lastPassed;
          toxic.tally().passed(bytes, whole, now - at, now - since);
        }
        lastPassed = now;
        if (whole) {
          inHand = null;
          link.pass(this, new Item.Chunk(data, now));
        } else if (bytes > 0) {
          link.pass(this, new Item.Chunk(data.readRetainedSlice(bytes), now));
        }
      }
      case Item.End(boolean both, long at) -> {
        if (effect != null && !both) {
          toxic.tally().endPassed(now - at);
        }
        inHand = null;
        link.pass(this, new Item.End(both, now));
      }
    }
  }

  /// @param since when the wait before it began, if any was asked for
  private void close(Step.Close how, long since) {
    if (over) {
      return;
    }
    toxic.tally().closed(how.reset());
    if (how.afterNanos() > 0) {
      toxic.tally().closedInTime(System.nanoTime() - since);
    }
    discard();
    if (how.reset()) {
      link.session().reset();
    } else {
      link.pass(this, new Item.End(true, System.nanoTime()));
    }
  }

  private void lose(Item item) {
    if (item instanceof Item.Chunk(var data, _)) {
      link.lost(data.readableBytes());
      data.release();
    }
  }

  private void stopTimers() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (closing != null) {
      closing.cancel(false);
      closing = null;
    }
  }
}
