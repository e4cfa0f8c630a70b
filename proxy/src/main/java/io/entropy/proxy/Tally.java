package io.entropy.proxy;

import com.google.gson.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// What a toxic has done, over all connections. Any thread.
final class Tally {
  private final LongAdder connections = new LongAdder();
  private final LongAdder harmed = new LongAdder();
  private final LongAdder chunks = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder cut = new LongAdder();
  private final LongAccumulator largest = new LongAccumulator(Long::max, 0);
  private final LongAdder waitedNanos = new LongAdder();
  private final LongAdder busyNanos = new LongAdder();
  private final LongAdder droppedBytes = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder resets = new LongAdder();
  private final LongAdder timedCloses = new LongAdder();
  private final LongAdder timedClosesWaitedNanos = new LongAdder();
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

  /// Bytes went on.
  ///
  /// @param whole whether they were all of their chunk that was left
  /// @param nanos since they came here
  /// @param busy of those, the nanoseconds since the last bytes before them went on
  void passed(int length, boolean whole, long nanos, long busy) {
    chunks.increment();
    if (!whole) {
      cut.increment();
    }
    bytes.add(length);
    largest.accumulate(length);
    waitedNanos.add(nanos);
    busyNanos.add(busy);
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

  /// A connection was ended after a wait that was asked for.
  void closedInTime(long nanos) {
    timedCloses.increment();
    timedClosesWaitedNanos.add(nanos);
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
    json.addProperty("cut", cut.sum());
    json.addProperty("largest", largest.get());
    json.addProperty("waited_ns", waitedNanos.sum());
    json.addProperty("busy_ns", busyNanos.sum());
    json.addProperty("dropped_bytes", droppedBytes.sum());
    json.addProperty("closed", closed.sum());
    json.addProperty("resets", resets.sum());
    json.addProperty("timed_closes", timedCloses.sum());
    json.addProperty("timed_closes_waited_ns", timedClosesWaitedNanos.sum());
    json.addProperty("ends", ends.sum());
    json.addProperty("ends_waited_ns", endsWaitedNanos.sum());
    json.addProperty("over", over.get());
    return json;
  }
}
