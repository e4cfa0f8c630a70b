package io.entropy.injectors.latency.nfqueue;

import io.entropy.injectors.kernel.queue.Treatment;
import io.entropy.injectors.latency.impairment.Choice;
import io.entropy.injectors.latency.impairment.Impairment.Reordering;
import java.util.random.RandomGenerator;

/// Lets the packets chosen go at once and holds the others, all for the same time.
public final class ReorderTreatment implements Treatment {
  private final long time;
  private final Choice choice;

  public ReorderTreatment(Reordering asked, RandomGenerator random) {
    this.time = asked.time().toNanos();
    this.choice = new Choice(asked, random);
  }

  @Override
  public long delay() {
    return choice.next() ? 0 : time;
  }

  @Override
  public long chosen() {
    return choice.made();
  }

  @Override
  public boolean keepsOrder() {
    return false;
  }
}
