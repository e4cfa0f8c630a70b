package io.entropy.api.text;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// An IP network, IPv4 or IPv6, or one address (a network of full prefix length). As text
/// `10.0.0.0/8`, `fd00::/8` or `10.1.2.3`. Never looked up in the DNS: only literals are read.
///
/// @param address with no bits beyond the prefix; without a scope
/// @param prefixLength 0 to 32 or 128
public record Cidr(InetAddress address, int prefixLength) {
  public static final String EXPECTED =
      "an IPv4 or IPv6 address or network, such as 10.1.2.3, 10.0.0.0/8 or fd00::/8";

  private static final Pattern V4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  public Cidr {
    if (prefixLength < 0 || prefixLength > bits(address)) {
      throw new IllegalArgumentException("prefix length " + prefixLength + " of " + address);
    }
    if (!masked(address, prefixLength).equals(address)) {
      throw new IllegalArgumentException(address + " has bits beyond /" + prefixLength);
    }
  }

  public static Cidr of(InetAddress address) {
    return new Cidr(address, bits(address));
  }

  /// Whether text has the shape of an address, so that it can't be meant as a name.
  public static boolean looksLikeOne(String text) {
    return text.contains("/") || V4.matcher(text).matches() || V6.matcher(text).matches();
  }

  public static Cidr read(String text) throws TextException {
    String typed = text.strip();
    int slash = typed.indexOf('/');
    InetAddress address = address(slash < 0 ? typed : typed.substring(0, slash));
    if (slash < 0) {
      return of(address);
    }
    int length = length(typed.substring(slash + 1), bits(address));
    InetAddress masked = masked(address, length);
    if (!masked.equals(address)) {
      throw new TextException(
          "`%s` has bits beyond its prefix; did you mean %s?"
              .formatted(typed, new Cidr(masked, length)),
          EXPECTED);
    }
    return new Cidr(address, length);
  }

  public boolean isIpv4() {
    return address instanceof Inet4Address;
  }

  public boolean isOneAddress() {
    return prefixLength == bits(address);
  }

  public boolean contains(InetAddress other) {
    return bits(other) == bits(address) && masked(other, prefixLength).equals(address);
  }

  @Override
  public String toString() {
    return isOneAddress()
        ? address.getHostAddress()
        : address.getHostAddress() + "/" + prefixLength;
  }

  private static InetAddress address(String text) throws TextException {
    boolean v4 = V4.matcher(text).matches();
    if (!v4 && !V6.matcher(text).matches()) {
      throw new TextException("`" + text + "` isn't an IP address", EXPECTED);
    }
    InetAddress address;
    try {
      address = v4 ? Inet4Address.ofLiteral(text) : Inet6Address.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw new TextException("`" + text + "` isn't an IP address", EXPECTED);
    }
    if (!v4 && address instanceof Inet4Address) {
      throw new TextException(
          "`%s` is an IPv4 address written as IPv6; did you mean %s?"
              .formatted(text, address.getHostAddress()),
          EXPECTED);
    }
    return address;
  }

  private static int length(String text, int bits) throws TextException {
    try {
      return (int) Counts.read(text, new CountRange(0, bits));
    } catch (TextException _) {
      throw new TextException(
          "`/" + text + "` isn't a prefix length", "a length from /0 to /" + bits);
    }
  }

  private static int bits(InetAddress address) {
    return address instanceof Inet4Address ? 32 : 128;
  }

  private static InetAddress masked(InetAddress address, int length) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(length - 8 * i, 0, 8);
      bytes[i] &= (byte) (0xff00 >> kept);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address keeps its length", e);
    }
  }
}
