package io.entropy.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManagerRingTest {
  private static final ManagerAddress A = new ManagerAddress("a", 1);
  private static final ManagerAddress B = new ManagerAddress("b", 1);
  private static final ManagerAddress C = new ManagerAddress("c", 1);

  private final ManagerRing ring = new ManagerRing(List.of(A, B));

  @Test
  void aRoundIsOverWhenEachWasTried() {
    assertThat(ring.next()).isEqualTo(A);
    assertThat(ring.roundIsOver()).isFalse();
    assertThat(ring.next()).isEqualTo(B);
    assertThat(ring.roundIsOver()).isTrue();
    assertThat(ring.next()).isEqualTo(A);
  }

  @Test
  void theOneThatServedIsTheLastOfTheNextRound() {
    assertThat(ring.next()).isEqualTo(A);
    ring.serves(A, List.of("a:1", "c:1", "what's this?"));
    assertThat(ring.roundIsOver()).isTrue();
    assertThat(List.of(ring.next(), ring.next(), ring.next())).containsExactly(C, B, A);
    assertThat(ring.roundIsOver()).isTrue();
  }

  @Test
  void oneThatWasSilentHasLittleTimeAtFirst() {
    assertThat(ring.patience(A)).isEqualTo(Duration.ofSeconds(3));
    ring.wasSilent(A);
    assertThat(ring.patience(A)).isEqualTo(Duration.ofMillis(300));
    assertThat(ring.patience(B)).isEqualTo(Duration.ofSeconds(3));
    for (int i = 0; i < 10; i++) {
      ring.wasSilent(A);
    }
    assertThat(ring.patience(A)).as("it may be slow").isEqualTo(Duration.ofSeconds(3));
    ring.serves(B, List.of());
    ring.wasSilent(A);
    assertThat(ring.patience(A)).isEqualTo(Duration.ofMillis(300));
  }
}
