package io.entropy.injectors.kernel.queue;

import java.util.Arrays;
import java.util.function.Predicate;

/// All packets that are held, soonest due first: a binary heap that uses its entries again, and so
/// allocates only while it grows. One thread.
final class HoldHeap {
  private static final int INITIAL = 256;

  private Held[] heap = new Held[INITIAL];
  private int size;

  /// Entries for later use, above `size` in nobody's order.
  private Held[] spare = new Held[INITIAL];

  private int spares;

  int size() {
    return size;
  }

  /// The one that is due first; only when there is one.
  Held first() {
    return heap[0];
  }

  /// An entry to fill in and [#add].
  Held blank() {
    return spares == 0 ? new Held() : spare[--spares];
  }

  void add(Held held) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int at = size++;
    while (at > 0 && held.before(heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = held;
  }

  /// Takes out the one that is due first; [#recycle] it after use.
  Held pop() {
    Held first = heap[0];
    sink(0, heap[--size]);
    return first;
  }

  private void sink(int from, Held held) {
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && heap[child + 1].before(heap[child])) {
        child++;
      }
      if (!heap[child].before(held)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = held;
  }

  void recycle(Held held) {
    if (spares == spare.length) {
      spare = Arrays.copyOf(spare, 2 * spares);
    }
    spare[spares++] = held;
  }

  /// Makes those that match due at this time, without changing their order among themselves.
  void hurry(Predicate<Held> which, long now) {
    Held[] ordered = Arrays.copyOf(heap, size);
    Arrays.sort(ordered, (a, b) -> a == b ? 0 : a.before(b) ? -1 : 1);
    long earliest = now - ordered.length;
    for (int i = 0; i < ordered.length; i++) {
      if (which.test(ordered[i]) && ordered[i].due - now > 0) {
        // A nanosecond apart, as they may have come in another order than they were to go in.
        ordered[i].due = earliest + i;
      }
    }
    size = 0;
    for (Held held : ordered) {
      add(held);
    }
  }
}
