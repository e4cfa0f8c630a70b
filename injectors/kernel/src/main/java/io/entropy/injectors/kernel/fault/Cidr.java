package io.entropy.injectors.kernel.fault;

import java.net.InetAddress;
import java.util.Arrays;

/// A block of IPv4 or IPv6 addresses. Bits beyond the prefix don't matter.
public record Cidr(InetAddress address, int prefix) {
  public Cidr {
    int bits = 8 * address.getAddress().length;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(
          "prefix " + prefix + " of " + address.getHostAddress() + " is not within 0–" + bits);
    }
  }

  /// One address or a block: `10.1.2.3`, `10.0.0.0/8`, `fd00::/8`. No names: nothing is resolved.
  ///
  /// @throws IllegalArgumentException when the text is neither
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits = 8 * address.getAddress().length;
    return new Cidr(
        address, slash < 0 ? bits : Integer.parseInt(text, slash + 1, text.length(), 10));
  }

  /// Whether an address is in both.
  boolean overlaps(Cidr other) {
    return address.getClass() == other.address.getClass()
        && Arrays.equals(
            new Cidr(address, Math.min(prefix, other.prefix)).network(),
            new Cidr(other.address, Math.min(prefix, other.prefix)).network());
  }

  /// The prefix as a mask, as long as the address.
  byte[] mask() {
    byte[] mask = new byte[address.getAddress().length];
    for (int bit = 0; bit < prefix; bit++) {
      mask[bit / 8] |= (byte) (0x80 >> bit % 8);
    }
    return mask;
  }

  /// The address with the bits beyond the prefix cleared.
  byte[] network() {
    byte[] network = address.getAddress();
    byte[] mask = mask();
    for (int i = 0; i < network.length; i++) {
      network[i] &= mask[i];
    }
    return network;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }
}
