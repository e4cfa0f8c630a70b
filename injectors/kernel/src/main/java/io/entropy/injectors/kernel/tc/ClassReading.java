package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import java.nio.ByteBuffer;

/// What went through a class so far, and what is in it now. Packets are as they go over a wire: the
/// segments of one that offloading hasn't cut up yet count each.
///
/// @param limited how often it had to wait because the rate was used up
/// @param waiting bytes that wait now
/// @param held packets that wait now
/// @param reordered packets that went ahead of others
/// @param forOthers packets that were lost there because of another fault
public record ClassReading(
    long bytes,
    long packets,
    long dropped,
    long limited,
    long waiting,
    long held,
    long reordered,
    long forOthers) {
  public static final ClassReading NONE = new ClassReading(0, 0, 0, 0, 0, 0, 0, 0);

  private static final int TCA_STATS2 = 7;
  private static final int TCA_STATS_BASIC = 1;
  private static final int TCA_STATS_QUEUE = 3;

  /// Of several devices together.
  public ClassReading plus(ClassReading other) {
    return new ClassReading(
        bytes + other.bytes,
        packets + other.packets,
        dropped + other.dropped,
        limited + other.limited,
        waiting + other.waiting,
        held + other.held,
        reordered + other.reordered,
        forOthers + other.forOthers);
  }

  /// The same of one that doesn't lose packets, beside one that does.
  ClassReading lostForOthers() {
    return new ClassReading(bytes, packets, 0, limited, waiting, held, reordered, dropped);
  }

  /// The same when the class is gone, with what was in it.
  ClassReading ended() {
    return new ClassReading(bytes, packets, dropped + held, limited, 0, 0, reordered, forOthers);
  }

  /// With what only the network emulator in the class knows.
  ClassReading withEmulator(ClassReading emulator) {
    return new ClassReading(
        bytes, packets, emulator.dropped, limited, waiting, held, emulator.reordered, 0);
  }

  /// From the attributes of a class or a qdisc.
  static ClassReading read(AttributeReader attributes) {
    while (attributes.next()) {
      if (attributes.type() == TCA_STATS2) {
        return statistics(attributes.nested());
      }
    }
    return NONE;
  }

  private static ClassReading statistics(AttributeReader statistics) {
    ClassReading sum = NONE;
    while (statistics.next()) {
      ByteBuffer in = Native.read(statistics.bytes());
      if (statistics.type() == TCA_STATS_BASIC) {
        // struct gnet_stats_basic: bytes (64 bits), packets
        sum = sum.plus(new ClassReading(in.getLong(0), in.getInt(8), 0, 0, 0, 0, 0, 0));
      } else if (statistics.type() == TCA_STATS_QUEUE) {
        // struct gnet_stats_queue: qlen, backlog, drops, requeues, overlimits
        sum =
            sum.plus(
                new ClassReading(
                    0,
                    0,
                    in.getInt(8),
                    in.getInt(16),
                    in.getInt(4),
                    in.getInt(0),
                    in.getInt(12),
                    0));
      }
    }
    return sum;
  }
}
