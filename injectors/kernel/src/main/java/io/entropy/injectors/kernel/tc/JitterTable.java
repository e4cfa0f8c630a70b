package io.entropy.injectors.kernel.tc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// How jitter spreads, as netem takes it: quantiles of the distribution at equal distances, in
/// units of the jitter over 8,192, of which it draws one for each packet (`tabledist` in Linux'
/// `net/sched/sch_netem.c`). What iproute2 reads from its `.dist` files.
public final class JitterTable {
  /// Evenly from one jitter below to one above: what the kernel does without a table.
  public static final JitterTable UNIFORM = new JitterTable(new short[0]);

  /// NETEM_DIST_MAX, which iproute2's tables have too.
  static final int SIZE = 16_384;

  /// NETEM_DIST_SCALE.
  private static final double SCALE = 8_192;

  private final short[] values;

  private JitterTable(short[] values) {
    this.values = values;
  }

  /// The table of a distribution.
  ///
  /// @param quantiles from 0 to below 1 to the value, in jitters, that this share doesn't exceed
  public static JitterTable of(DoubleUnaryOperator quantiles) {
    short[] values = new short[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double scaled = Math.rint(SCALE * quantiles.applyAsDouble((double) i / SIZE));
      values[i] = (short) Math.clamp(scaled, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return new JitterTable(values);
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  /// The value in jitters, as the kernel draws it.
  public double at(int index) {
    return values[index] / SCALE;
  }

  public int size() {
    return values.length;
  }

  byte[] bytes() {
    ByteBuffer out =
        ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.nativeOrder());
    out.asShortBuffer().put(values);
    return out.array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JitterTable table && Arrays.equals(values, table.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
