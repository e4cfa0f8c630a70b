package io.entropy.policymanager.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The seeds are fixed, so these tests give the same result each time; they'd fail a bad mixer, not
/// by chance.
final class DiceTest {
  private static final double SIGNIFICANT = 0.001;

  @ParameterizedTest
  @CsvSource({
    "0, p, voter, 0, 0.8493635471996219",
    "1, p, voter, 0, 0.7061012196782062",
    "42, recv_drop, demo/voter/1, 0, 0.8744884318593523",
    "42, recv_drop, demo/voter/1, 1, 0.6601063258728376",
    "42, recv_drop, demo/voter/2, 1, 0.816325004490276",
    "-1, recv_drop, größe, 9223372036854775807, 0.3056437972408482",
  })
  void recordedSeedsReplayForEver(
      long seed, String policy, String key, long tick, double recorded) {
    assertThat(new Dice(seed, policy).roll(key, tick)).isEqualTo(recorded);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.1, 0.25, 0.5, 0.9, 0.99})
  void twoThousandRollsAgreeWithTheProbability(double p) {
    int rolls = 2_000;
    for (long seed = 1; seed <= 5; seed++) {
      Dice dice = new Dice(seed, "policy");
      int hits = 0;
      for (int i = 0; i < rolls; i++) {
        hits += dice.roll("voter-" + i % 5, i / 5) < p ? 1 : 0;
      }
      double pValue =
          new BinomialTest().binomialTest(rolls, hits, p, AlternativeHypothesis.TWO_SIDED);
      assertThat(pValue).as("p %s, seed %d: %d hits", p, seed, hits).isGreaterThan(SIGNIFICANT);
    }
  }

  /// What a user sees of one short run: ten ticks of five voters, under 20,000 seeds.
  @Test
  void hitsOfShortRunsAreBinomial() {
    int rolls = 50;
    int most = 12;
    long[] observed = new long[most + 1];
    for (long seed = 0; seed < 20_000; seed++) {
      Dice dice = new Dice(seed, "recv_drop");
      int hits = 0;
      for (int i = 0; i < rolls; i++) {
        hits += dice.roll("demo/voter" + i % 5 + "/1", i / 5) < .1 ? 1 : 0;
      }
      observed[Math.min(hits, most)]++;
    }
    BinomialDistribution hits = new BinomialDistribution(rolls, .1);
    double[] expected = new double[most + 1];
    for (int i = 0; i < most; i++) {
      expected[i] = hits.probability(i);
    }
    expected[most] = 1 - hits.cumulativeProbability(most - 1);
    assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isGreaterThan(SIGNIFICANT);
  }

  @Test
  void rollsAreUniform() {
    int bins = 256;
    int rolls = 200_000;
    long[] seen = new long[bins];
    double[] expected = new double[bins];
    Arrays.fill(expected, (double) rolls / bins);
    Dice dice = new Dice(7, "policy");
    for (int i = 0; i < rolls; i++) {
      seen[(int) (dice.roll("voter-" + i % 10, i / 10) * bins)]++;
    }
    assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(SIGNIFICANT);
  }

  @Test
  void neighboursInEachArgumentAreIndependent() {
    int rolls = 20_000;
    double[] here = new double[rolls];
    double[] nextTick = new double[rolls];
    double[] nextTarget = new double[rolls];
    double[] nextSeed = new double[rolls];
    double[] otherPolicy = new double[rolls];
    for (int i = 0; i < rolls; i++) {
      here[i] = new Dice(1, "p1").roll("voter-1", i);
      nextTick[i] = new Dice(1, "p1").roll("voter-1", i + 1L);
      nextTarget[i] = new Dice(1, "p1").roll("voter-2", i);
      nextSeed[i] = new Dice(2, "p1").roll("voter-1", i);
      otherPolicy[i] = new Dice(1, "p2").roll("voter-1", i);
    }
    // Of independent samples, correlation · √n is close to standard normal.
    double bound =
        new NormalDistribution().inverseCumulativeProbability(1 - SIGNIFICANT / 2)
            / Math.sqrt(rolls);
    PearsonsCorrelation correlation = new PearsonsCorrelation();
    assertThat(correlation.correlation(here, nextTick)).isCloseTo(0, within(bound));
    assertThat(correlation.correlation(here, nextTarget)).isCloseTo(0, within(bound));
    assertThat(correlation.correlation(here, nextSeed)).isCloseTo(0, within(bound));
    assertThat(correlation.correlation(here, otherPolicy)).isCloseTo(0, within(bound));
  }

  @Test
  void nameAndKeyAreNotRunTogether() {
    assertThat(new Dice(1, "ab").roll("c", 0)).isNotEqualTo(new Dice(1, "a").roll("bc", 0));
  }

  @Test
  void theMixerIsStaffordsVariant13() {
    // The first outputs of SplitMix64 with seed 1234567, as published with Vigna's splitmix64.c.
    long state = 1234567;
    long[] outputs = new long[3];
    for (int i = 0; i < outputs.length; i++) {
      state += 0x9E3779B97F4A7C15L;
      outputs[i] = SplitMix64.mix(state);
    }
    assertThat(outputs)
        .containsExactly(6457827717110365317L, 3203168211198807973L, -8629252141511181193L);
  }

  @Test
  void theHashIsFnv1a() {
    // Test vectors of draft-eastlake-fnv.
    assertThat(Fnv1a64.hash("")).isEqualTo(0xCBF29CE484222325L);
    assertThat(Fnv1a64.hash("a")).isEqualTo(0xAF63DC4C8601EC8CL);
    assertThat(Fnv1a64.hash("foobar")).isEqualTo(0x85944171F73967E8L);
  }
}
