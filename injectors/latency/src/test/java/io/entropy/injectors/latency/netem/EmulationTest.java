package io.entropy.injectors.latency.netem;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.tc.Chance;
import io.entropy.injectors.kernel.tc.JitterTable;
import io.entropy.injectors.kernel.tc.Netem;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Way;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmulationTest {
  private static final int DRAWS = 4_000;

  /// The seed is fixed, so a right table never fails; a wrong one is far below.
  private static final double LEAST_LIKELY = 0.001;

  /// What the kernel draws from a table, against numbers of the theory.
  private static double likelihood(Distribution distribution, DoubleUnaryOperator theory) {
    JitterTable table = Emulation.table(distribution);
    SplittableRandom random = new SplittableRandom(42);
    double[] drawn = new double[DRAWS];
    double[] expected = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      drawn[i] = table.at(random.nextInt(table.size()));
      // Between two values of the table, so that none is met twice.
      drawn[i] += (random.nextDouble() - 0.5) / 8_192;
      expected[i] = theory.applyAsDouble(random.nextDouble());
    }
    return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(drawn, expected, false);
  }

  @Test
  void tablesAreThoseOfTheory() {
    NormalDistribution normal = new NormalDistribution();
    ParetoDistribution pareto = new ParetoDistribution(1, 3);
    DoubleUnaryOperator scaled =
        q -> Math.min(4, (pareto.inverseCumulativeProbability(q) - 1.5) * 4 / 3);
    assertThat(likelihood(Distribution.NORMAL, normal::inverseCumulativeProbability))
        .isGreaterThan(LEAST_LIKELY);
    assertThat(likelihood(Distribution.PARETO, scaled)).isGreaterThan(LEAST_LIKELY);
    assertThat(
            likelihood(
                Distribution.PARETONORMAL,
                q ->
                    0.25 * normal.inverseCumulativeProbability(q) + 0.75 * scaled.applyAsDouble(q)))
        .isGreaterThan(LEAST_LIKELY);
    assertThat(likelihood(Distribution.NORMAL, scaled)).as("another").isLessThan(LEAST_LIKELY);
  }

  private static Netem.Delay delay(Duration jitter, Distribution distribution, boolean reorder) {
    return Emulation.of(
            new Impairment.Delay(
                Way.SEND, Duration.ofSeconds(1), jitter, 0.25, distribution, reorder))
        .delay();
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void aDelayThatVariesKeepsTheOrderUnlessItMayNot(Distribution distribution) {
    Duration jitter = Duration.ofMillis(20);
    assertThat(delay(jitter, distribution, false))
        .isEqualTo(
            new Netem.Delay(
                Duration.ofSeconds(1), jitter, 0.25, Emulation.table(distribution), true));
    assertThat(delay(jitter, distribution, true).inOrder()).isFalse();
  }

  @Test
  void theKernelKnowsTheUniformOneItselfAndOneDelayNeedsNone() {
    assertThat(Emulation.table(Distribution.UNIFORM)).isEqualTo(JitterTable.UNIFORM);
    assertThat(delay(Duration.ZERO, Distribution.NORMAL, false).spread())
        .isEqualTo(JitterTable.UNIFORM);
  }

  @Test
  void sharesKeepTheirCorrelation() {
    Chance chance = new Chance(0.3, 0.5);
    assertThat(Emulation.of(new Impairment.Corruption(Way.RECV, 0.3, 0.5)).corrupt())
        .isEqualTo(chance);
    assertThat(Emulation.of(new Impairment.Duplication(Way.RECV, 0.3, 0.5)).duplicate())
        .isEqualTo(chance);
    Netem reorder =
        Emulation.of(new Impairment.Reordering(Way.RECV, 0.3, 0.5, 5, Duration.ofMillis(7)));
    assertThat(reorder.reorder()).isEqualTo(new Netem.Reorder(chance, 5));
    assertThat(reorder.delay()).isEqualTo(Netem.Delay.of(Duration.ofMillis(7)));
  }
}
