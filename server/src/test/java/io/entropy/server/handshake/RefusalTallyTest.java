package io.entropy.server.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.server.handshake.RefusalTally.Source;
import io.entropy.server.handshake.RefusalTally.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RefusalTallyTest {
  private static final Instant START = Instant.EPOCH;
  private static final Diagnosis NONE = new Diagnosis(HandshakeFailure.NO_CERTIFICATE, "");
  private static final Diagnosis EVE = new Diagnosis(HandshakeFailure.EXPIRED, "CN=eve");
  private static final Source ONE = new Source("10.0.0.1", HandshakeFailure.NO_CERTIFICATE);

  private final RefusalTally tally = new RefusalTally();

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void theFirstIsToldAtOnceAndTheRestOfItsMinuteTogether() {
    assertThat(tally.add("10.0.0.1", NONE, START)).contains(new Told(ONE, "", 1));
    for (int second = 1; second < 60; second++) {
      assertThat(tally.add("10.0.0.1", NONE, after(second))).isEmpty();
      assertThat(tally.due(after(second))).isEmpty();
    }
    assertThat(tally.due(after(60))).containsExactly(new Told(ONE, "", 59));
    assertThat(tally.due(after(120))).isEmpty();
    assertThat(tally.add("10.0.0.1", NONE, after(121))).contains(new Told(ONE, "", 1));
  }

  @Test
  void whoGoesOnIsToldOnceAMinute() {
    var _ = tally.add("10.0.0.1", NONE, START);
    for (int minute = 0; minute < 10; minute++) {
      assertThat(tally.add("10.0.0.1", NONE, after(minute * 60 + 30))).isEmpty();
      assertThat(tally.due(after(minute * 60 + 60))).containsExactly(new Told(ONE, "", 1));
    }
  }

  @Test
  void addressesAndReasonsHaveTheirOwnCounts() {
    assertThat(tally.add("10.0.0.1", NONE, START)).isPresent();
    assertThat(tally.add("10.0.0.2", NONE, START)).isPresent();
    assertThat(tally.add("10.0.0.1", EVE, START))
        .contains(new Told(new Source("10.0.0.1", HandshakeFailure.EXPIRED), "CN=eve", 1));
  }

  @Test
  void anyNumberOfAddressesIsBoundedAndCountedExactly() {
    Random random = new Random(7);
    List<Told> told = new ArrayList<>();
    int refused = 0;
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 100; i++, refused++) {
        String address = "2001:db8::" + random.nextInt(1_000_000);
        Diagnosis diagnosis = random.nextBoolean() ? NONE : EVE;
        tally.add(address, diagnosis, after(second)).ifPresent(told::add);
      }
      told.addAll(tally.due(after(second)));
    }
    told.addAll(tally.due(after(600).plus(Duration.ofMinutes(1))));
    assertThat(told.stream().mapToLong(Told::count).sum()).isEqualTo(refused);
    int mostAtOnce = RefusalTally.MOST + HandshakeFailure.values().length;
    assertThat(told).hasSizeLessThanOrEqualTo(11 * mostAtOnce);
    assertThat(told).anyMatch(t -> t.source().address().equals(RefusalTally.OTHERS));
  }
}
