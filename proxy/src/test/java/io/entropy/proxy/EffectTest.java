package io.entropy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static final long MS = 1_000_000;
  private final Random random = new Random(1);

  @Test
  void latencyCountsFromWhenAChunkCame() {
    Effect effect = new Latency(100, 0).begin(random);
    assertThat(effect.chunk(10, 0)).isEqualTo(new Step.Pass(10, 100 * MS));
    assertThat(effect.chunk(10, 40 * MS)).isEqualTo(new Step.Pass(10, 60 * MS));
    assertThat(effect.chunk(10, 200 * MS)).isEqualTo(new Step.Pass(10, 0));
  }

  @Test
  void jitterIsWithinItsBoundsAndCentred() {
    Effect effect = new Latency(100, 20).begin(random);
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      long wait = ((Step.Pass) effect.chunk(1, 0)).afterNanos();
      assertThat(wait).isBetween(80 * MS, 120 * MS);
      sum += wait;
    }
    assertThat(sum / 10_000 / MS).isBetween(99.0, 101.0);
  }

  @Test
  void bandwidthPassesPiecesAtItsRate() {
    Effect effect = new Bandwidth(10).begin(random);
    assertThat(effect.chunk(5000, 0)).isEqualTo(new Step.Pass(1000, 100 * MS));
    assertThat(effect.chunk(500, 0)).isEqualTo(new Step.Pass(500, 50 * MS));
    assertThat(new Bandwidth(0).begin(random).chunk(5000, 0)).isEqualTo(new Step.Pass(5000, 0));
  }

  @Test
  void limitCountsOverChunksAndEndsExactlyAtIt() {
    Effect effect = new LimitData(100).begin(random);
    assertThat(effect.chunk(60, 0)).isEqualTo(new Step.Pass(60, 0));
    assertThat(effect.chunk(60, 0)).isEqualTo(new Step.Last(40));
    assertThat(new LimitData(100).begin(random).chunk(100, 0)).isEqualTo(new Step.Last(100));
  }

  @Test
  void slicesAreWithinTheirVariation() {
    Effect effect = new Slicer(10, 3, 5).begin(random);
    for (int i = 0; i < 1000; i++) {
      Step.Pass pass = (Step.Pass) effect.chunk(100, 0);
      assertThat(pass.bytes()).isBetween(7, 13);
      assertThat(pass.afterNanos()).isEqualTo(5000);
    }
    assertThat(new Slicer(10, 20, 0).begin(random).chunk(4, 0))
        .isInstanceOfSatisfying(Step.Pass.class, p -> assertThat(p.bytes()).isBetween(1, 4));
  }

  @Test
  void timeoutLosesDataAndEndsTheConnection() {
    Effect effect = new Timeout(30).begin(random);
    assertThat(effect.chunk(1, 0)).isEqualTo(new Step.Drop());
    assertThat(effect.closesAfter()).hasValue(30 * MS);
    assertThat(new Timeout(0).begin(random).closesAfter()).isEmpty();
    assertThat(effect.closesWhenRemoved()).isTrue();
  }

  @Test
  void resetPeerResetsAfterFirstDataAndSlowCloseHoldsTheEnd() {
    assertThat(new ResetPeer(20).begin(random).chunk(1, 0))
        .isEqualTo(new Step.Close(20 * MS, true));
    assertThat(new SlowClose(20).begin(random).chunk(1, 0)).isEqualTo(new Step.Pass(1, 0));
    assertThat(new SlowClose(20).begin(random).end()).isEqualTo(new Step.Pass(0, 20 * MS));
  }
}
