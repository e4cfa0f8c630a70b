package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.fault.Action;

/// One fault's part of a [PacketQueue]. Any thread: what it does is done by the queue's thread.
public final class Lane implements AutoCloseable {
  static final int MOST = Action.Queue.LANES;

  /// When the last packet is due that the next one isn't to overtake.
  static final class Order {
    long last = System.nanoTime();
  }

  private final PacketQueue queue;
  private final int index;

  // What follows belongs to the queue's thread.
  final Treatment treatment;
  private final Histogram added = new Histogram();
  private final Histogram late = new Histogram();
  private final long lostBefore;
  Order order = new Order();
  private long arrived;
  private long held;
  private boolean ended;
  private boolean followed;
  private boolean closed;

  Lane(PacketQueue queue, int index, Treatment treatment, long lostBefore) {
    this.queue = queue;
    this.index = index;
    this.treatment = treatment;
    this.lostBefore = lostBefore;
  }

  /// Which lane of the queue it is, for [Action.Queue].
  public int index() {
    return index;
  }

  /// The number of its queue.
  public int queueNumber() {
    return queue.number();
  }

  /// Takes over from an earlier lane of the same queue, which doesn't let go of its packets before
  /// their time any more: none of ours that keep the order overtakes them.
  public void follow(Lane previous) {
    queue.run(() -> {
      order = previous.order;
      previous.followed = true;
    });
  }

  /// Lets go of what it holds, and doesn't hold anything any more. Idempotent.
  public void end() {
    queue.run(() -> {
      if (!followed && !ended) {
        queue.takeAllThatHasCome();
        ended = true;
        queue.letGoOfEnded(this);
      }
    });
  }

  /// What it has done so far.
  public Achieved achieved() {
    return queue.ask(() ->
        new Achieved(
            arrived,
            treatment.chosen(),
            treatment.runs(),
            added.copy(),
            late.copy(),
            queue.lost() - lostBefore));
  }

  /// Whether its queue is being served.
  public boolean isServed() {
    return queue.isServed();
  }

  /// Ends it. One that was followed lasts until what it holds has gone, or its follower ends.
  /// Idempotent.
  @Override
  public void close() {
    end();
    queue.run(() -> {
      if (!closed) {
        closed = true;
        removeWhenDone();
      }
    });
  }

  boolean holds() {
    return !ended;
  }

  /// Counts the packet; whether it wants it lost.
  boolean loses() {
    arrived++;
    return treatment.loses();
  }

  /// Holds the packet for as long as it wants to.
  void take(Held packet) {
    long delay = treatment.delay();
    packet.lanes |= 1 << index;
    packet.askedBy[index] = delay;
    packet.asked += delay;
    held++;
  }

  /// Changes the packet if it wants to; whether it has.
  boolean alter(Arrivals packet) {
    return treatment.alters()
        && packet.isWhole()
        && treatment.alter(packet.bytes(), packet.payloadAt(), packet.payloadLength());
  }

  /// Whether the packet is to come twice. One that can't has passed by.
  boolean doubles(Arrivals packet, Copies copies) {
    if (packet.isWhole() && copies.canDeliver(packet.bytes(), packet.payloadAt())) {
      return treatment.doubles();
    }
    arrived--;
    return false;
  }

  /// Puts it behind those that came before it.
  void putInOrder(Held packet) {
    if (treatment.keepsOrder()) {
      if (packet.due - order.last < 0) {
        packet.due = order.last;
      }
      order.last = packet.due;
    }
  }

  void letGo(Held packet, long now) {
    long others = packet.asked - packet.askedBy[index];
    added.record(now - packet.arrived - others);
    late.record(now - packet.due);
    held--;
    removeWhenDone();
  }

  private void removeWhenDone() {
    if (closed && held == 0) {
      queue.remove(this);
    }
  }

  /// Ends it if that lane is one of those that have followed it.
  void endWith(Lane follower) {
    ended |= order == follower.order;
  }
}
