package io.entropy.e2e.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.entropy.injectors.drop.SendDropProvider;
import io.entropy.injectors.spi.engine.Started;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/// The loss models that the guest's netem follows, against the theory of their Markov chains: with
/// the transitions `p` and `r` between a good and a bad state, `p / (p + r)` of the packets find
/// the bad one, whose visits last for `1 / r` packets on average.
class LossModelSuite extends OnPair {
  private static final int AT_ONCE = 50;
  private static final int PACKETS = 6_000;
  private static final double P = .1;
  private static final double R = .3;

  /// Wrong once in 150,000 runs, when all is right.
  private static final double DEVIATIONS = 4.5;

  @Test
  void asManyAreLostAndInSuchBurstsAsGilbertSays() throws Exception {
    try (Started drop = start(new SendDropProvider(), "model=gemodel p=10 r=30 protocol=udp");
        Packets packets = Packets.of(pair(), "send", 0)) {
      BitSet arrived = new BitSet();
      for (int sent = 0; sent < PACKETS; sent += AT_ONCE) {
        packets.send(AT_ONCE, AT_ONCE, 10).forEach(t -> arrived.set((int) t.number()));
      }
      packets.send(0, 1, 500).forEach(t -> arrived.set((int) t.number()));
      int lost = PACKETS - arrived.cardinality();
      assertThat(drop.count("packets_dropped")).isEqualTo(lost);

      double share = P / (P + R);
      double correlation = 1 - P - R;
      double variance = share * (1 - share) * (1 + correlation) / (1 - correlation) / PACKETS;
      assertThat((double) lost / PACKETS)
          .as("%d of %d lost", lost, PACKETS)
          .isCloseTo(share, within(DEVIATIONS * Math.sqrt(variance)));

      int bursts = bursts(arrived);
      double deviation = Math.sqrt((1 - R) / (R * R) / bursts);
      assertThat((double) lost / bursts)
          .as("%d lost in %d bursts", lost, bursts)
          .isCloseTo(1 / R, within(DEVIATIONS * deviation));
    }
  }

  private static int bursts(BitSet arrived) {
    int bursts = 0;
    for (int i = 0; i < PACKETS; i++) {
      if (!arrived.get(i) && (i == 0 || arrived.get(i - 1))) {
        bursts++;
      }
    }
    return bursts;
  }
}
