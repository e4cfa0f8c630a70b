package io.entropy.injectors.latency.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.latency.impairment.Impairment.Duplication;
import io.entropy.injectors.latency.impairment.Way;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateTreatmentTest {
  private static final int PACKETS = 20_000;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 1})
  void asManyComeTwiceAsAsked(double share) {
    DuplicateTreatment treatment =
        new DuplicateTreatment(new Duplication(Way.RECV, share, 0), new SplittableRandom(4));
    int doubled = 0;
    for (int i = 0; i < PACKETS; i++) {
      doubled += treatment.doubles() ? 1 : 0;
    }
    assertThat(treatment.chosen()).isEqualTo(doubled);
    assertThat(
            new BinomialTest()
                .binomialTest(PACKETS, doubled, share, AlternativeHypothesis.TWO_SIDED))
        .isGreaterThan(0.001);
    assertThat(treatment.delay()).isZero();
  }
}
