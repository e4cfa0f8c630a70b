package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import io.entropy.injectors.kernel.tc.Netem.Delay;
import io.entropy.injectors.kernel.tc.Netem.Reorder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/// [Netem] as rtnetlink has it: `struct tc_netem_qopt` (latency, limit, loss, gap, duplicate,
/// jitter) and attributes, of which the times in nanoseconds stand in for those of the structure.
final class NetemOptions {
  private static final int TCA_NETEM_CORR = 1;
  private static final int TCA_NETEM_DELAY_DIST = 2;
  private static final int TCA_NETEM_REORDER = 3;
  private static final int TCA_NETEM_CORRUPT = 4;
  private static final int TCA_NETEM_LOSS = 5;
  private static final int TCA_NETEM_RATE = 6;
  private static final int TCA_NETEM_RATE64 = 8;
  private static final int TCA_NETEM_LATENCY64 = 10;
  private static final int TCA_NETEM_JITTER64 = 11;
  private static final int NETEM_LOSS_GI = 1;
  private static final int NETEM_LOSS_GE = 2;

  /// Bytes of `struct tc_netem_qopt`.
  private static final int STRUCTURE = 24;

  /// Bytes a second. With a rate, netem has packets wait for those before them; at this one a
  /// packet takes no time itself.
  private static final long UNFELT_RATE = 1L << 50;

  /// Shares are of this.
  private static final double ALL = 4_294_967_295.0;

  private NetemOptions() {}

  /// @param packets how many it may hold
  static MessageWriter write(MessageWriter out, int attribute, Netem netem, int packets) {
    Chance loss = netem.loss() instanceof Chance chance ? chance : Chance.NEVER;
    Reorder reorder = netem.reorder();
    out.nest(attribute);
    Native.put(out, 0, packets, of(loss.share()), reorder.gap(), of(netem.duplicate().share()), 0);
    out.bytes(
        TCA_NETEM_CORR,
        Native.bytes(
            of(netem.delay().correlation()),
            of(loss.correlation()),
            of(netem.duplicate().correlation())));
    if (reorder.gap() > 0) {
      out.bytes(TCA_NETEM_REORDER, chance(reorder.chance()));
    }
    out.bytes(TCA_NETEM_CORRUPT, chance(netem.corrupt()));
    writeModel(out, netem.loss());
    writeDelay(out, netem.delay());
    return out.end();
  }

  private static void writeDelay(MessageWriter out, Delay delay) {
    if (delay.inOrder()) {
      // struct tc_netem_rate: rate, packet_overhead, cell_size, cell_overhead
      out.bytes(TCA_NETEM_RATE, Native.bytes(-1, 0, 0, 0));
      out.bytes(TCA_NETEM_RATE64, Native.wide(UNFELT_RATE));
    }
    out.bytes(TCA_NETEM_LATENCY64, Native.wide(delay.time().toNanos()));
    out.bytes(TCA_NETEM_JITTER64, Native.wide(delay.jitter().toNanos()));
    if (!delay.spread().isEmpty()) {
      out.bytes(TCA_NETEM_DELAY_DIST, delay.spread().bytes());
    }
  }

  private static void writeModel(MessageWriter out, Loss loss) {
    switch (loss) {
      case Chance _ -> {}
      case Loss.FourStates(double p13, double p31, double p32, double p23, double p14) ->
          // struct tc_netem_gimodel, in its order
          out.nest(TCA_NETEM_LOSS)
              .bytes(NETEM_LOSS_GI, Native.bytes(of(p13), of(p31), of(p32), of(p14), of(p23)))
              .end();
      case Loss.GilbertElliott(double p, double r, double h, double k) ->
          // struct tc_netem_gemodel: p, r, h, k1, the last that a packet is lost
          out.nest(TCA_NETEM_LOSS)
              .bytes(NETEM_LOSS_GE, Native.bytes(of(p), of(r), of(h), of(1 - k)))
              .end();
    }
  }

  /// What an attribute of options says; of a table of jitter the kernel says nothing.
  static Netem read(AttributeReader options) {
    if (options.bytes().length < STRUCTURE) {
      return Netem.NOTHING;
    }
    ByteBuffer structure = Native.read(options.bytes());
    Correlations correlations = Correlations.NONE;
    Chance corrupt = Chance.NEVER;
    Chance reorder = Chance.NEVER;
    Loss loss = Chance.of(share(structure.getInt(8)));
    long time = 0;
    long jitter = 0;
    boolean inOrder = false;
    AttributeReader attributes = options.nested(STRUCTURE);
    while (attributes.next()) {
      ByteBuffer in = Native.read(attributes.bytes());
      switch (attributes.type()) {
        case TCA_NETEM_CORR -> correlations = Correlations.read(in);
        case TCA_NETEM_REORDER -> reorder = chance(in);
        case TCA_NETEM_CORRUPT -> corrupt = chance(in);
        case TCA_NETEM_LOSS -> loss = model(attributes.nested(), loss);
        case TCA_NETEM_RATE64 -> inOrder = in.getLong(0) == UNFELT_RATE;
        case TCA_NETEM_LATENCY64 -> time = in.getLong(0);
        case TCA_NETEM_JITTER64 -> jitter = in.getLong(0);
        default -> {} // what we never ask for
      }
    }
    Delay delay =
        new Delay(
            Duration.ofNanos(time),
            Duration.ofNanos(jitter),
            correlations.delay,
            JitterTable.UNIFORM,
            inOrder);
    return Netem.NOTHING
        .withDelay(delay)
        .withLossModel(
            loss instanceof Chance(double share, _) ? new Chance(share, correlations.loss) : loss)
        .withDuplicate(new Chance(share(structure.getInt(16)), correlations.duplicate))
        .withCorrupt(corrupt)
        .withReorder(reorder, structure.getInt(12));
  }

  /// `struct tc_netem_corr`.
  private record Correlations(double delay, double loss, double duplicate) {
    static final Correlations NONE = new Correlations(0, 0, 0);

    static Correlations read(ByteBuffer in) {
      return new Correlations(share(in.getInt(0)), share(in.getInt(4)), share(in.getInt(8)));
    }
  }

  private static Loss model(AttributeReader models, Loss none) {
    while (models.next()) {
      ByteBuffer in = Native.read(models.bytes());
      if (models.type() == NETEM_LOSS_GI) {
        return new Loss.FourStates(
            share(in.getInt(0)),
            share(in.getInt(4)),
            share(in.getInt(8)),
            share(in.getInt(16)),
            share(in.getInt(12)));
      }
      if (models.type() == NETEM_LOSS_GE) {
        return new Loss.GilbertElliott(
            share(in.getInt(0)),
            share(in.getInt(4)),
            share(in.getInt(8)),
            1 - share(in.getInt(12)));
      }
    }
    return none;
  }

  /// With the numbers that the kernel will keep of it, and without what it doesn't tell.
  static Netem asKept(Netem asked) {
    MessageWriter out = new MessageWriter();
    ByteBuffer written =
        ByteBuffer.wrap(write(out, Qdiscs.TCA_OPTIONS, asked, Netem.MOST_PACKETS).toBytes());
    AttributeReader options =
        new Message(0, 0, 0, written.order(ByteOrder.nativeOrder())).attributes(0);
    return options.next() ? read(options) : Netem.NOTHING;
  }

  /// `struct tc_netem_reorder` and `struct tc_netem_corrupt`: a probability and a correlation.
  private static byte[] chance(Chance chance) {
    return Native.bytes(of(chance.share()), of(chance.correlation()));
  }

  private static Chance chance(ByteBuffer in) {
    return new Chance(share(in.getInt(0)), share(in.getInt(4)));
  }

  private static int of(double share) {
    return (int) Math.round(share * ALL);
  }

  private static double share(int kept) {
    return Integer.toUnsignedLong(kept) / ALL;
  }
}
