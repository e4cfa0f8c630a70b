package io.entropy.injectors.latency.impairment;

import java.util.random.RandomGenerator;

/// Chooses a share of the packets the way netem does (`netem_enqueue` in Linux'
/// `net/sched/sch_netem.c`). One thread; doesn't allocate.
public final class Choice {
  private final double share;
  private final int gap;
  private final CorrelatedRandom random;
  private int since;
  private long made;

  public Choice(Impairment.Share asked, RandomGenerator random) {
    this.share = asked.share();
    this.gap = asked.gap();
    this.random = new CorrelatedRandom(asked.correlation(), random);
  }

  /// Whether the next packet is one.
  public boolean next() {
    if (since < gap - 1 || !random.happens(share)) {
      since++;
      return false;
    }
    since = 0;
    made++;
    return true;
  }

  /// How many were.
  public long made() {
    return made;
  }
}
