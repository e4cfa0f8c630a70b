package io.entropy.injectors.drop;

import io.entropy.api.text.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Networks that hold one address and not another.
final class Blocks {
  private Blocks() {}

  /// The widest such network, as text.
  static String with(InetAddress in, InetAddress out) {
    int bits = 8 * in.getAddress().length;
    for (int prefix = 0; prefix < bits; prefix++) {
      Cidr block = new Cidr(masked(in, prefix), prefix);
      if (!block.contains(out)) {
        return block.toString();
      }
    }
    return in.getHostAddress();
  }

  private static InetAddress masked(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    for (int bit = prefix; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
