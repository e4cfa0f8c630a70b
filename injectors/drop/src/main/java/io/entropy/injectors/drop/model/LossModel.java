package io.entropy.injectors.drop.model;

import io.entropy.api.text.Percent;
import io.entropy.injectors.kernel.tc.Loss;
import java.util.Locale;

/// A loss model of netem: `loss_gilb_ell` and `loss_4state` in Linux' `net/sched/sch_netem.c`, with
/// the defaults of tc-netem(8). Both move from state to state once a packet.
public sealed interface LossModel {
  LossChain chain();

  /// As the kernel's own netem takes it.
  Loss ofNetem();

  /// As typed: `gemodel p=1 r=25 h=0 k=100`.
  String typed();

  /// For people, with what it comes to.
  default String words() {
    ChainStatistics statistics = ChainStatistics.of(chain());
    String share = String.format(Locale.ROOT, "%s: %.4g%%", typed(), 100 * statistics.share());
    return statistics.run() == 0
        ? share + " of packets"
        : String.format(Locale.ROOT, "%s, %.4g in a row on average", share, statistics.run());
  }

  /// The model of Gilbert (1960) and Elliott (1963): a good and a bad state, beginning with the
  /// good one. Whether a packet is lost depends on the state it finds.
  ///
  /// @param p from good to bad
  /// @param r from bad to good
  /// @param h how many get through in the bad state: tc-netem takes 1-h
  /// @param k how many get through in the good state: tc-netem takes 1-k
  record GilbertElliott(Percent p, Percent r, Percent h, Percent k) implements LossModel {

    @Override
    public LossChain chain() {
      double[][] moves = {{1 - p.fraction(), p.fraction()}, {r.fraction(), 1 - r.fraction()}};
      return new LossChain(moves, new double[] {1 - k.fraction(), 1 - h.fraction()}, false);
    }

    @Override
    public Loss ofNetem() {
      return new Loss.GilbertElliott(p.fraction(), r.fraction(), h.fraction(), k.fraction());
    }

    @Override
    public String typed() {
      return "gemodel p=%s r=%s h=%s k=%s".formatted(p, r, h, k);
    }
  }

  /// The general and intuitive model of Salsano, Ludovici and Ordine (2012). A packet's lot is that
  /// of the state which it makes the chain enter: in a gap, 1 (gets through) and 4 (a single loss,
  /// always followed by 1); in a burst, 3 (lost) and 2 (gets through). It begins after a 1.
  ///
  /// @param p13 from the gap into a burst
  /// @param p31 from a burst into the gap
  /// @param p32 from losing to not losing within a burst
  /// @param p23 back from that
  /// @param p14 a single loss in the gap
  record FourState(Percent p13, Percent p31, Percent p32, Percent p23, Percent p14)
      implements LossModel {

    @Override
    public LossChain chain() {
      double in3 = 1 - p31.fraction() - p32.fraction();
      double[][] moves = {
        {1 - p13.fraction() - p14.fraction(), 0, p13.fraction(), p14.fraction()},
        {0, 1 - p23.fraction(), p23.fraction(), 0},
        {p31.fraction(), p32.fraction(), Math.max(0, in3), 0},
        {1, 0, 0, 0}
      };
      return new LossChain(moves, new double[] {0, 0, 1, 1}, true);
    }

    @Override
    public Loss ofNetem() {
      return new Loss.FourStates(
          p13.fraction(), p31.fraction(), p32.fraction(), p23.fraction(), p14.fraction());
    }

    @Override
    public String typed() {
      return "state p13=%s p31=%s p32=%s p23=%s p14=%s".formatted(p13, p31, p32, p23, p14);
    }
  }
}
