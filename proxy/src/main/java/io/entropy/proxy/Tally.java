package io.entropy.proxy;

import com.google.gson.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// What a toxic has done, over all connections. Any thread.
final class Tally {
  private final LongAdder connections = new LongAdder();
  private final LongAdder harmed = new LongAdder();
  private final LongAdder chunks = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder waitedNanos = new LongAdder();
  private final LongAdder droppedBytes = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder resets = new LongAdder();
  private final LongAdder ends = new LongAdder();
  private final LongAdder endsWaitedNanos = new LongAdder();
  private final AtomicBoolean over = new AtomicBoolean();

  /// A connection came by; `hit` when the toxicity's dice chose it.
  void connection(boolean hit) {
    connections.increment();
    if (hit) {
      harmed.increment();
    }
  }

  void passed(int length, long nanos) {
    chunks.increment();
    bytes.add(length);
    waitedNanos.add(nanos);
  }

  void endPassed(long nanos) {
    ends.increment();
    endsWaitedNanos.add(nanos);
  }

  void dropped(int length) {
    droppedBytes.add(length);
  }

  void closed(boolean reset) {
    closed.increment();
    if (reset) {
      resets.increment();
    }
  }

  /// The toxic is gone: these numbers are final.
  void finish() {
    over.set(true);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("connections", connections.sum());
    json.addProperty("harmed", harmed.sum());
    json.addProperty("chunks", chunks.sum());
    json.addProperty("bytes", bytes.sum());
    json.addProperty("waited_ns", waitedNanos.sum());
    json.addProperty("dropped_bytes", droppedBytes.sum());
    json.addProperty("closed", closed.sum());
    json.addProperty("resets", resets.sum());
    json.addProperty("ends", ends.sum());
    json.addProperty("ends_waited_ns", endsWaitedNanos.sum());
    json.addProperty("over", over.get());
    return json;
  }
}
