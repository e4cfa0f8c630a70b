package io.entropy.injectors.latency.impairment;

/// How jitter spreads, in units of the jitter: netem's distributions, as tables of their inverse
/// cumulative distribution function the way iproute2's `netem/` generators make them (`normal.c`,
/// `pareto.c`, `paretonormal.c`), and drawn from the way `tabledist` of Linux'
/// `net/sched/sch_netem.c` does. Values beyond four jitters are cut, as they are there.
public enum Distribution {
  /// Anything from one jitter below to one above.
  UNIFORM {
    @Override
    public double at(double quantile) {
      return 2 * quantile - 1;
    }
  },
  /// The jitter is the standard deviation.
  NORMAL {
    @Override
    public double at(double quantile) {
      return NormalTable.at(quantile);
    }
  },
  /// Seldom, but then much: the Pareto distribution of shape 3, scaled to a mean of about 0.
  PARETO {
    @Override
    public double at(double quantile) {
      return Math.min(MOST, (Math.cbrt(1 / (1 - quantile)) - 1.5) * 4 / 3);
    }
  },
  /// A quarter of normal and three of Pareto: what networks were seen to do.
  PARETONORMAL {
    @Override
    public double at(double quantile) {
      return 0.25 * NORMAL.at(quantile) + 0.75 * PARETO.at(quantile);
    }
  };

  /// The largest that a table of 16-bit numbers holds, in units of NETEM_DIST_SCALE.
  private static final double MOST = 32_767 / 8_192.0;

  /// The value that a share of `quantile` (0 to below 1) of all values doesn't exceed.
  public abstract double at(double quantile);
}
