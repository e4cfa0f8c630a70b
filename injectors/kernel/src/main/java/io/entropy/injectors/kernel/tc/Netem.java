package io.entropy.injectors.kernel.tc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/// What the kernel's network emulator does to packets. Shares are from 0 to 1; as in tc-netem(8), a
/// share that is reordered goes at once while the rest is delayed.
///
/// @param correlation of a packet's delay with that of the one before
public record Netem(
    Duration delay,
    Duration jitter,
    double correlation,
    double loss,
    double duplicate,
    double corrupt,
    double reorder) {
  public static final Netem NOTHING = new Netem(Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, 0);

  private static final int PACKETS = 65_536;
  private static final int TCA_NETEM_CORR = 1;
  private static final int TCA_NETEM_REORDER = 3;
  private static final int TCA_NETEM_CORRUPT = 4;
  private static final int TCA_NETEM_LATENCY64 = 10;
  private static final int TCA_NETEM_JITTER64 = 11;

  /// Room for all of it.
  private static final int BYTES = 128;

  public Netem {
    for (double share : new double[] {correlation, loss, duplicate, corrupt, reorder}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("not a share from 0 to 1: " + share);
      }
    }
    if (delay.isNegative() || jitter.isNegative() || jitter.compareTo(delay) > 0) {
      throw new IllegalArgumentException("a jitter must be from 0 to the delay");
    }
  }

  public Netem withDelay(Duration time, Duration variation, double likeness) {
    return new Netem(time, variation, likeness, loss, duplicate, corrupt, reorder);
  }

  public Netem withLoss(double share) {
    return new Netem(delay, jitter, correlation, share, duplicate, corrupt, reorder);
  }

  public Netem withDuplicate(double share) {
    return new Netem(delay, jitter, correlation, loss, share, corrupt, reorder);
  }

  public Netem withCorrupt(double share) {
    return new Netem(delay, jitter, correlation, loss, duplicate, share, reorder);
  }

  public Netem withReorder(double share) {
    return new Netem(delay, jitter, correlation, loss, duplicate, corrupt, share);
  }

  /// `struct tc_netem_qopt` (latency, limit, loss, gap, duplicate, jitter) and the attributes
  /// behind it, of which the times in nanoseconds stand in for those of the structure.
  byte[] options() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
    int gap = reorder > 0 ? 1 : 0;
    out.putInt(0).putInt(PACKETS).putInt(share(loss)).putInt(gap);
    out.putInt(share(duplicate)).putInt(0);
    attribute(out, TCA_NETEM_CORR, Native.bytes(share(correlation), 0, 0));
    if (reorder > 0) {
      attribute(out, TCA_NETEM_REORDER, Native.bytes(share(reorder), 0));
    }
    if (corrupt > 0) {
      attribute(out, TCA_NETEM_CORRUPT, Native.bytes(share(corrupt), 0));
    }
    attribute(out, TCA_NETEM_LATENCY64, Native.wide(delay.toNanos()));
    attribute(out, TCA_NETEM_JITTER64, Native.wide(jitter.toNanos()));
    byte[] written = new byte[out.position()];
    out.flip().get(written);
    return written;
  }

  private static void attribute(ByteBuffer out, int type, byte[] value) {
    out.putShort((short) (4 + value.length)).putShort((short) type).put(value);
  }

  /// Of 2³²−1.
  private static int share(double share) {
    return (int) Math.round(share * 4_294_967_295.0);
  }
}
