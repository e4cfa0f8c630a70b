package io.entropy.proxy;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// How many bytes have come to a proxy and gone from it, each way, since it was made. Any thread.
final class Traffic {
  private final Map<Direction, LongAdder> received = counters();
  private final Map<Direction, LongAdder> sent = counters();

  private static Map<Direction, LongAdder> counters() {
    Map<Direction, LongAdder> counters = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      counters.put(direction, new LongAdder());
    }
    return counters;
  }

  void received(Direction direction, int bytes) {
    of(received, direction).add(bytes);
  }

  void sent(Direction direction, int bytes) {
    of(sent, direction).add(bytes);
  }

  long received(Direction direction) {
    return of(received, direction).sum();
  }

  long sent(Direction direction) {
    return of(sent, direction).sum();
  }

  private static LongAdder of(Map<Direction, LongAdder> counters, Direction direction) {
    LongAdder counter = counters.get(direction);
    if (counter == null) {
      throw new IllegalStateException("every direction has a counter");
    }
    return counter;
  }
}
