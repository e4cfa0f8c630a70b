package io.entropy.injectors.kernel.nftables;

/// The kind of packets a table sees.
public enum Family {
  /// IPv4 and IPv6 at the IP layer's hooks.
  INET(1, "inet"),
  /// Every packet at the hooks of one device.
  NETDEV(5, "netdev");

  private final int number;
  private final String label;

  Family(int number, String label) {
    this.number = number;
    this.label = label;
  }

  int number() {
    return number;
  }

  /// The name nft(8) uses.
  public String label() {
    return label;
  }
}
