package io.entropy.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.server.access.RefusalTally.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RefusalTallyTest {
  private static final Instant START = Instant.EPOCH;
  private static final int MOST = 32;
  private static final String OTHERS = "others";

  private final RefusalTally<String> tally = new RefusalTally<>(MOST);

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  private Optional<Told<String>> add(String kind, Instant now) {
    return tally.add(kind, OTHERS, "of " + kind, now);
  }

  private static Told<String> told(String kind, long count) {
    return new Told<>(kind, "of " + kind, count);
  }

  @Test
  void theFirstIsToldAtOnceAndTheRestOfItsMinuteTogether() {
    assertThat(add("a", START)).contains(told("a", 1));
    for (int second = 1; second < 60; second++) {
      assertThat(add("a", after(second))).isEmpty();
      assertThat(tally.due(after(second))).isEmpty();
    }
    assertThat(tally.due(after(60))).containsExactly(told("a", 59));
    assertThat(tally.due(after(120))).isEmpty();
    assertThat(add("a", after(121))).contains(told("a", 1));
  }

  @Test
  void whatGoesOnIsToldOnceAMinute() {
    var _ = add("a", START);
    for (int minute = 0; minute < 10; minute++) {
      assertThat(add("a", after(minute * 60 + 30))).isEmpty();
      assertThat(tally.due(after(minute * 60 + 60))).containsExactly(told("a", 1));
    }
  }

  @Test
  void eachKindHasItsOwnCount() {
    assertThat(add("a", START)).contains(told("a", 1));
    assertThat(add("b", START)).contains(told("b", 1));
    assertThat(add("a", START)).isEmpty();
  }

  @Test
  void anyNumberOfKindsIsBoundedAndCountedExactly() {
    Random random = new Random(7);
    List<Told<String>> told = new ArrayList<>();
    int refused = 0;
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 100; i++, refused++) {
        add("" + random.nextInt(1_000_000), after(second)).ifPresent(told::add);
      }
      told.addAll(tally.due(after(second)));
    }
    told.addAll(tally.due(after(600).plus(RefusalTally.PERIOD)));
    assertThat(told.stream().mapToLong(Told::count).sum()).isEqualTo(refused);
    assertThat(told).hasSizeLessThanOrEqualTo(11 * (MOST + 1));
    assertThat(told).anyMatch(t -> t.kind().equals(OTHERS));
  }
}
