package io.entropy.injectors.latency.nfqueue;

import io.entropy.injectors.kernel.queue.Treatment;
import io.entropy.injectors.latency.impairment.CorrelatedRandom;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import java.util.random.RandomGenerator;

/// Holds each packet for a time drawn for it.
public final class DelayTreatment implements Treatment {
  private final long time;
  private final long jitter;
  private final Distribution distribution;
  private final boolean keepsOrder;
  private final CorrelatedRandom random;

  public DelayTreatment(Delay asked, RandomGenerator random) {
    this.time = asked.time().toNanos();
    this.jitter = asked.jitter().toNanos();
    this.distribution = asked.distribution();
    this.keepsOrder = !asked.reorder();
    this.random = new CorrelatedRandom(asked.correlation(), random);
  }

  @Override
  public long delay() {
    return jitter == 0
        ? time
        : Math.max(0, time + Math.round(jitter * distribution.at(random.next())));
  }

  @Override
  public boolean keepsOrder() {
    return keepsOrder;
  }
}
