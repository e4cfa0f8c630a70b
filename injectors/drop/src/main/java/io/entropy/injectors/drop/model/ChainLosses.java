package io.entropy.injectors.drop.model;

import io.entropy.injectors.kernel.queue.Treatment;
import java.util.random.RandomGenerator;

/// Loses the packets that a chain says. One thread; doesn't allocate.
public final class ChainLosses implements Treatment {
  private final LossChain chain;
  private final RandomGenerator random;
  private int state;
  private boolean losing;
  private long lost;
  private long runs;

  public ChainLosses(LossChain chain, RandomGenerator random) {
    this.chain = chain;
    this.random = random;
  }

  @Override
  public boolean loses() {
    int before = state;
    state = chain.next(before, random.nextDouble());
    int found = chain.movesFirst() ? state : before;
    boolean loses = random.nextDouble() < chain.loss(found);
    if (loses) {
      lost++;
      runs += losing ? 0 : 1;
    }
    losing = loses;
    return loses;
  }

  @Override
  public long chosen() {
    return lost;
  }

  @Override
  public long runs() {
    return runs;
  }
}
