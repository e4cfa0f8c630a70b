package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.tc.Netem.Delay;
import io.entropy.injectors.kernel.tc.Netem.Reorder;
import java.util.Optional;

/// What one network emulator after another does, as one emulator. Pure.
final class InSeries {
  private InSeries() {}

  /// Empty when one emulator can't do both: where both delays vary, one lets packets overtake what
  /// the other delays too, both follow models, or one duplicates.
  static Optional<Netem> of(Netem one, Netem other) {
    Optional<Delay> delay = delay(one, other);
    Optional<Loss> loss = loss(one.loss(), other.loss());
    Optional<Chance> corrupt = either(one.corrupt(), other.corrupt());
    if (delay.isEmpty() || loss.isEmpty() || corrupt.isEmpty()) {
      return Optional.empty();
    }
    if (one.duplicates() || other.duplicates()) {
      return Optional.empty();
    }
    Reorder reorder = overtakes(one) ? one.reorder() : other.reorder();
    return Optional.of(new Netem(delay.get(), loss.get(), Chance.NEVER, corrupt.get(), reorder));
  }

  private static Optional<Delay> delay(Netem one, Netem other) {
    Delay first = one.delay();
    Delay second = other.delay();
    if (first.time().isZero() || second.time().isZero()) {
      return Optional.of(first.time().isZero() ? second : first);
    }
    boolean bothVary = !first.jitter().isZero() && !second.jitter().isZero();
    if (bothVary || overtakes(one) || overtakes(other)) {
      return Optional.empty();
    }
    Delay varies = first.jitter().isZero() ? second : first;
    return Optional.of(
        new Delay(
            first.time().plus(second.time()),
            varies.jitter(),
            varies.correlation(),
            varies.spread(),
            varies.inOrder()));
  }

  private static boolean overtakes(Netem netem) {
    return !netem.reorder().equals(Reorder.NONE);
  }

  private static Optional<Loss> loss(Loss one, Loss other) {
    if (one.equals(Chance.NEVER) || other.equals(Chance.NEVER)) {
      return Optional.of(one.equals(Chance.NEVER) ? other : one);
    }
    return one instanceof Chance first && other instanceof Chance second
        ? either(first, second).map(both -> both)
        : Optional.empty();
  }

  private static Optional<Chance> either(Chance one, Chance other) {
    if (one.share() == 0 || other.share() == 0) {
      return Optional.of(one.share() == 0 ? other : one);
    }
    return one.correlation() == 0 && other.correlation() == 0
        ? Optional.of(Chance.of(1 - (1 - one.share()) * (1 - other.share())))
        : Optional.empty();
  }
}
