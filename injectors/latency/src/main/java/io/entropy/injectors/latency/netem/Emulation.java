package io.entropy.injectors.latency.netem;

import io.entropy.injectors.kernel.tc.Chance;
import io.entropy.injectors.kernel.tc.JitterTable;
import io.entropy.injectors.kernel.tc.Netem;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import io.entropy.injectors.latency.impairment.Impairment.Reordering;
import io.entropy.injectors.latency.impairment.Impairment.Share;

/// From an impairment to what netem has to do. Pure.
final class Emulation {
  private Emulation() {}

  static Netem of(Impairment impairment) {
    return switch (impairment) {
      case Delay delay -> Netem.NOTHING.withDelay(delay(delay));
      case Reordering reordering ->
          Netem.NOTHING
              .withDelay(Netem.Delay.of(reordering.time()))
              .withReorder(chance(reordering), reordering.gap());
      case Impairment.Corruption corruption -> Netem.NOTHING.withCorrupt(chance(corruption));
      case Impairment.Duplication duplication -> Netem.NOTHING.withDuplicate(chance(duplication));
    };
  }

  private static Netem.Delay delay(Delay asked) {
    boolean varies = !asked.jitter().isZero();
    return new Netem.Delay(
        asked.time(),
        asked.jitter(),
        asked.correlation(),
        varies ? table(asked.distribution()) : JitterTable.UNIFORM,
        varies && !asked.reorder());
  }

  /// The kernel itself knows the uniform one.
  static JitterTable table(Distribution distribution) {
    return switch (distribution) {
      case UNIFORM -> JitterTable.UNIFORM;
      case NORMAL, PARETO, PARETONORMAL -> JitterTable.of(distribution::at);
    };
  }

  private static Chance chance(Share share) {
    return new Chance(share.share(), share.correlation());
  }
}
