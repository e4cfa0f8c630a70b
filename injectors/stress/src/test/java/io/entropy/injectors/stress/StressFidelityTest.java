package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import org.junit.jupiter.api.Test;

class StressFidelityTest {
  private static final long SECOND = 1_000_000_000;
  private static final Stress HALF = new Stress.Cpu(2, 0.5);
  private static final Stress EIGHT = new Stress.FillBytes(new ByteSize(8192), "/");

  private static Reading ended(long cpu, long bytes, int errno) {
    return new Reading(
        Reading.Verdict.OK, SECOND, 3 * SECOND, 0, cpu, bytes, 100_000, 90_000, errno);
  }

  @Test
  void theProcessorTimeOfAllWorkersIsJudged() {
    Fidelity half = StressFidelity.of(HALF, ended(2 * SECOND, 0, 0));
    assertThat(half.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(half.getAsked()).isEqualTo("2 workers with 50% of a processor each");
    assertThat(half.getAchieved()).isEqualTo("50.0% of a processor for each worker");
    assertThat(StressFidelity.of(HALF, ended(SECOND, 0, 0)).getVerdict())
        .isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void whatHasNotBegunIsInconclusive() {
    assertThat(StressFidelity.of(HALF, Reading.none()).getVerdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void memoryThatIsNotThereAtTheEndDiffers() {
    Stress memory = new Stress.Memory(1, 8192);
    assertThat(StressFidelity.of(memory, ended(0, 8192, 0)).getVerdict())
        .isEqualTo(Verdict.AS_ASKED);
    assertThat(StressFidelity.of(memory, ended(0, 4096, 0)).getVerdict())
        .isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void spaceThatMayNotBeTakenIsSaidSo() {
    assertThat(StressFidelity.of(EIGHT, ended(0, 8192, 0)).getVerdict())
        .isEqualTo(Verdict.AS_ASKED);
    Fidelity full = StressFidelity.of(EIGHT, ended(0, 4096, Reading.ENOSPC));
    assertThat(full.getVerdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(full.getAchieved()).contains("4KiB taken").contains("ENOSPC");
  }
}
