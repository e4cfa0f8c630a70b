package io.entropy.api.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {

  @Test
  void goesOnFromItsAnchorByTheMonotonicClockAlone() {
    Instant anchor = Instant.parse("2026-01-01T00:00:00Z");
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    SteadyTime time = new SteadyTime(anchor, nanos::get);
    assertThat(time.instant()).isEqualTo(anchor);
    // nanoTime may overflow: only differences mean something.
    nanos.addAndGet(Duration.ofSeconds(90).toNanos());
    assertThat(time.instant()).isEqualTo(anchor.plusSeconds(90));
  }

  @Test
  void startsAtTheWallClock() {
    Instant before = Instant.now();
    Instant started = SteadyTime.start().instant();
    assertThat(Duration.between(before, started))
        .isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
  }
}
