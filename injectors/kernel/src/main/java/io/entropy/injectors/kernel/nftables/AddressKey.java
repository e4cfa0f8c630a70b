package io.entropy.injectors.kernel.nftables;

/// The addresses that a set holds, with nft(8)'s numbers of their types.
public enum AddressKey {
  IPV4(7, 4),
  IPV6(8, 16);

  private final int type;
  private final int bytes;

  AddressKey(int type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  int type() {
    return type;
  }

  public int bytes() {
    return bytes;
  }
}
