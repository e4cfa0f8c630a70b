package io.entropy.injectors.kernel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoldHeapTest {
  private final HoldHeap heap = new HoldHeap();

  private Held add(int id, long due) {
    Held held = heap.blank();
    held.id = id;
    held.due = due;
    heap.add(held);
    return held;
  }

  private List<Integer> drain() {
    List<Integer> ids = new ArrayList<>();
    while (heap.size() > 0) {
      Held held = heap.pop();
      ids.add(held.id);
      heap.recycle(held);
    }
    return ids;
  }

  @Test
  void theSoonestDueGoesFirstAndOfEqualOnesTheFirstThatCame() {
    Random random = new Random(3);
    List<Held> expected = new ArrayList<>();
    for (int id = 0; id < 3_000; id++) {
      expected.add(add(id, random.nextInt(500)));
    }
    expected.sort(Comparator.<Held>comparingLong(h -> h.due).thenComparingInt(h -> h.id));
    List<Integer> ids = expected.stream().map(h -> h.id).toList();
    assertThat(drain()).isEqualTo(ids);
  }

  @Test
  void numbersOfPacketsWrapAround() {
    add(Integer.MIN_VALUE, 5);
    add(Integer.MAX_VALUE, 5);
    assertThat(drain()).containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
  }

  @Test
  void entriesAreUsedAgain() {
    Held first = add(1, 1);
    assertThat(drain()).containsExactly(1);
    assertThat(heap.blank()).isSameAs(first);
  }

  @Test
  void whatIsHurriedGoesAtOnceInItsOrderAndTheRestWhenItWouldHave() {
    long now = 1_000;
    add(1, 2_000);
    add(2, 3_000);
    add(3, 9_000);
    add(4, 4_000);
    heap.hurry(held -> held.id != 2, now);
    List<Integer> atOnce = new ArrayList<>();
    while (heap.first().due <= now) {
      atOnce.add(heap.pop().id);
    }
    assertThat(atOnce).containsExactly(1, 4, 3);
    assertThat(heap.first().due).isEqualTo(3_000);
    assertThat(drain()).containsExactly(2);
  }
}
