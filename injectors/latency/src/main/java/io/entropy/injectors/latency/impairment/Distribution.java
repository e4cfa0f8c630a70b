package io.entropy.injectors.latency.impairment;

/// How jitter spreads, in units of the jitter: netem's distributions, from the same tables
/// ([DistributionTable]). Values beyond four jitters are cut, as they are there.
///
/// Which value comes next is for a [CorrelatedRandom] to say. `tabledist` of Linux'
/// `net/sched/sch_netem.c` takes its correlated number modulo the table's size, so that hardly any
/// correlation is left in the delays; here a quantile is looked up by the whole number, and the
/// delays are as correlated as was asked.
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
      return DistributionTable.NORMAL.at(quantile);
    }
  },
  /// Seldom, but then much: the Pareto distribution of shape 3, scaled to a mean of about 0.
  PARETO {
    @Override
    public double at(double quantile) {
      return DistributionTable.PARETO.at(quantile);
    }
  },
  /// A quarter of normal and three of Pareto: what networks were seen to do.
  PARETONORMAL {
    @Override
    public double at(double quantile) {
      return DistributionTable.PARETONORMAL.at(quantile);
    }
  };

  /// The value that a share of `quantile` (0 to below 1) of all values doesn't exceed.
  public abstract double at(double quantile);
}
