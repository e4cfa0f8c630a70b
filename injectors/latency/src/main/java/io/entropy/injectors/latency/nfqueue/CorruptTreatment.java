package io.entropy.injectors.latency.nfqueue;

import io.entropy.injectors.kernel.queue.Treatment;
import io.entropy.injectors.latency.impairment.Choice;
import io.entropy.injectors.latency.impairment.Impairment.Corruption;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/// Flips one random bit behind the IP header of the packets chosen. Not in that header: the kernel
/// has checked it before we get the packet, and would take what we make of it for true.
public final class CorruptTreatment implements Treatment {
  /// RFC 8200.
  private static final int IPV6_HEADER = 40;

  private static final int BYTES_OF_IHL = 4;

  private final Choice choice;
  private final RandomGenerator random;

  public CorruptTreatment(Corruption asked, RandomGenerator random) {
    this.choice = new Choice(asked, random);
    this.random = random;
  }

  @Override
  public boolean alters() {
    return true;
  }

  @Override
  public boolean alter(ByteBuffer bytes, int offset, int length) {
    int first = bytes.get(offset);
    int header = (first >> 4 & 0xf) == 4 ? BYTES_OF_IHL * (first & 0xf) : IPV6_HEADER;
    if (length <= header || !choice.next()) {
      return false;
    }
    int at = offset + header + random.nextInt(length - header);
    bytes.put(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(Byte.SIZE)));
    return true;
  }

  @Override
  public long chosen() {
    return choice.made();
  }
}
