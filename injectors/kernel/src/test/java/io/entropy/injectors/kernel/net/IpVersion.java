package io.entropy.injectors.kernel.net;

import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;

/// IPv4 or IPv6, and the addresses a [Cable] has in it.
public enum IpVersion {
  V4(StandardProtocolFamily.INET, "10.99.0."),
  V6(StandardProtocolFamily.INET6, "fd99::");

  private final StandardProtocolFamily family;
  private final String prefix;

  IpVersion(StandardProtocolFamily family, String prefix) {
    this.family = family;
    this.prefix = prefix;
  }

  ProtocolFamily family() {
    return family;
  }

  InetAddress address(int host) {
    return InetAddress.ofLiteral(prefix + host);
  }
}
