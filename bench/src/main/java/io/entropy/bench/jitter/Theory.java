package io.entropy.bench.jitter;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;

/// How jitter is to spread, in units of it: what iproute2's tables are made from (its
/// `netem/normal.c`, `pareto.c`, `paretonormal.c`), cut at four as netem's 16-bit tables are.
enum Theory {
  UNIFORM {
    @Override
    double quantile(double share) {
      return 2 * share - 1;
    }
  },
  NORMAL {
    @Override
    double quantile(double share) {
      return new NormalDistribution().inverseCumulativeProbability(share);
    }
  },
  PARETO {
    @Override
    double quantile(double share) {
      return (PARETO_OF_SHAPE_3.inverseCumulativeProbability(share) - 1.5) * 4 / 3;
    }
  },
  PARETONORMAL {
    @Override
    double quantile(double share) {
      return NORMAL.quantile(share) / 4 + PARETO.within(share) * 3 / 4;
    }
  };

  private static final ParetoDistribution PARETO_OF_SHAPE_3 = new ParetoDistribution(1, 3);
  private static final double MOST = 4;
  private static final int HALVINGS = 50;

  abstract double quantile(double share);

  /// As wide as a table.
  double within(double share) {
    return Math.clamp(quantile(share), -MOST, MOST);
  }

  /// The share of values that don't exceed this one.
  double share(double value) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (within(middle) <= value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
