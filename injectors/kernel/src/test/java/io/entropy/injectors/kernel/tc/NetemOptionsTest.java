package io.entropy.injectors.kernel.tc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.entropy.injectors.kernel.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetemOptionsTest {
  private static final Netem.Delay DELAY =
      new Netem.Delay(
          Duration.ofMillis(100), Duration.ofMillis(10), 0.25, JitterTable.UNIFORM, true);

  @Test
  void whatIsWrittenIsReadBack() {
    Netem asked =
        Netem.NOTHING
            .withDelay(DELAY)
            .withLossModel(new Chance(0.1, 0.2))
            .withDuplicate(new Chance(0.02, 0.5))
            .withCorrupt(new Chance(0.03, 0.75))
            .withReorder(new Chance(0.5, 1), 7);
    Netem kept = NetemOptions.asKept(asked);
    assertThat(kept.delay().time()).isEqualTo(Duration.ofMillis(100));
    assertThat(kept.delay().jitter()).isEqualTo(Duration.ofMillis(10));
    assertThat(kept.delay().inOrder()).isTrue();
    assertThat(kept.delay().correlation()).isCloseTo(0.25, within(1e-9));
    assertThat(kept.duplicate().share()).isCloseTo(0.02, within(1e-9));
    assertThat(kept.corrupt().correlation()).isCloseTo(0.75, within(1e-9));
    assertThat(kept.reorder().gap()).isEqualTo(7);
    assertThat(asked.difference(kept)).isEmpty();
    assertThat(NetemOptions.asKept(Netem.NOTHING)).isEqualTo(Netem.NOTHING);
  }

  @Test
  void modelsOfLossAreReadBack() {
    for (Loss model :
        List.of(
            new Loss.GilbertElliott(0.01, 0.2, 0.3, 0.96),
            new Loss.FourStates(0.01, 0.2, 0.3, 0.4, 0.05))) {
      Netem asked = Netem.NOTHING.withLossModel(model);
      Netem kept = NetemOptions.asKept(asked);
      assertThat(kept.loss()).hasSameClassAs(model);
      assertThat(asked.difference(kept)).isEmpty();
      assertThat(Netem.NOTHING.difference(kept)).isNotEmpty();
    }
  }

  /// `struct tc_netem_gimodel` is p13, p31, p32, p14, p23, unlike the words of tc(8).
  @Test
  void statesAreInTheOrderOfTheKernel() {
    byte[] bytes = written(Netem.NOTHING.withLossModel(new Loss.FourStates(1, 0, 0, 0, 1)));
    int at = indexOf(bytes, new byte[] {24, 0, 1, 0});
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    assertThat(new int[] {in.getInt(at + 4), in.getInt(at + 16), in.getInt(at + 20)})
        .containsExactly(-1, -1, 0);
  }

  @Test
  void aTableIsWrittenAsThatManyNumbersOf16Bits() {
    JitterTable table = JitterTable.of(q -> q);
    int without = written(Netem.NOTHING).length;
    int with =
        written(
                Netem.NOTHING.withDelay(
                    new Netem.Delay(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, table, false)))
            .length;
    assertThat(with - without).isEqualTo(4 + 2 * JitterTable.SIZE);
    assertThat(table.at(JitterTable.SIZE / 2)).isEqualTo(0.5);
    assertThat(JitterTable.of(_ -> 100).at(0)).isEqualTo(Short.MAX_VALUE / 8_192.0);
  }

  @Test
  void whatDiffersIsNamed() {
    Netem asked = Netem.NOTHING.withDelay(DELAY);
    assertThat(asked.difference(NetemOptions.asKept(Netem.NOTHING)))
        .hasValueSatisfying(words -> assertThat(words).startsWith("its delay is"));
  }

  @Test
  void whatTheKernelCannotIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Chance.of(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> Chance.of(Double.NaN));
    Duration tooLong = Duration.ofSeconds(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Netem.Delay(tooLong, tooLong, 0, JitterTable.UNIFORM, false));
  }

  private static byte[] written(Netem netem) {
    return NetemOptions.write(new MessageWriter(), Qdiscs.TCA_OPTIONS, netem, 1_000).toBytes();
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    return IntStream.range(0, bytes.length - wanted.length)
        .filter(i -> Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length))
        .findFirst()
        .orElseThrow();
  }
}
