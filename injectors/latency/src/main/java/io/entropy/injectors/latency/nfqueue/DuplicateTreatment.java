package io.entropy.injectors.latency.nfqueue;

import io.entropy.injectors.kernel.queue.Treatment;
import io.entropy.injectors.latency.impairment.Choice;
import io.entropy.injectors.latency.impairment.Impairment.Duplication;
import java.util.random.RandomGenerator;

/// Has the packets chosen come twice.
public final class DuplicateTreatment implements Treatment {
  private final Choice choice;

  public DuplicateTreatment(Duplication asked, RandomGenerator random) {
    this.choice = new Choice(asked, random);
  }

  @Override
  public boolean duplicates() {
    return true;
  }

  @Override
  public boolean doubles() {
    return choice.next();
  }

  @Override
  public long chosen() {
    return choice.made();
  }
}
