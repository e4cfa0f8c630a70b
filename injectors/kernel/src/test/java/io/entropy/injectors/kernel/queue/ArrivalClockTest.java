package io.entropy.injectors.kernel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalClockTest {
  private static final long DAY = 1_800_000_000_000_000_000L;

  private final ArrivalClock clock = new ArrivalClock(1_000);

  @Test
  void packetCameWhenItsStampSays() {
    clock.looked(5_000, 5_100, DAY, true);
    assertThat(clock.arrived(DAY - 60)).isEqualTo(5_040);
  }

  @Test
  void withoutStampItCameNow() {
    clock.looked(5_000, 5_100, DAY, true);
    assertThat(clock.arrived(ArrivalClock.NO_STAMP)).isEqualTo(5_100);
  }

  @Test
  void clockThatIsSetMakesNoPacketOlderThanTheLastLookThatFoundAll() {
    clock.looked(5_000, 5_100, DAY, true);
    clock.looked(6_000, 6_100, DAY + 3_600_000_000_000L, true);
    assertThat(clock.arrived(DAY)).isEqualTo(5_000);
  }

  @Test
  void clockThatIsSetBackMakesNoPacketComeLaterThanNow() {
    clock.looked(5_000, 5_100, DAY, true);
    assertThat(clock.arrived(DAY + 3_600_000_000_000L)).isEqualTo(5_100);
  }

  @Test
  void whatWasLeftAtALookMayBeAsOldAsTheOneBefore() {
    clock.looked(5_000, 5_100, DAY, true);
    clock.looked(6_000, 6_100, DAY + 1_000, false);
    clock.looked(7_000, 7_100, DAY + 2_000, true);
    assertThat(clock.arrived(DAY + 100)).isEqualTo(5_200);
  }
}
