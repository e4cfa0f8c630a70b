package io.entropy.injectors.kernel.nftables;

/// Properties of a packet that no header holds (`enum nft_meta_keys`).
public enum Meta {
  /// The ethertype, two bytes, big-endian.
  PROTOCOL(1),
  /// The packet's priority, by which queueing disciplines choose a class, four bytes in the
  /// machine's order; can be set as well.
  PRIORITY(2),
  /// The packet's mark, four bytes in the machine's order; can be set as well.
  MARK(3),
  /// The name of the interface it came in by, 16 bytes filled with zeros.
  INPUT_INTERFACE(6),
  /// The name of the interface it goes out by, 16 bytes filled with zeros.
  OUTPUT_INTERFACE(7),
  /// The transport protocol, one byte, past any IPv6 extension headers.
  TRANSPORT_PROTOCOL(16);

  private final int key;

  Meta(int key) {
    this.key = key;
  }

  int key() {
    return key;
  }
}
