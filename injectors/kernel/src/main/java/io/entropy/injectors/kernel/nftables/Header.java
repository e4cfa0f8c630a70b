package io.entropy.injectors.kernel.nftables;

/// Where a payload offset counts from (`enum nft_payload_bases`).
public enum Header {
  NETWORK(1),
  TRANSPORT(2);

  private final int base;

  Header(int base) {
    this.base = base;
  }

  int base() {
    return base;
  }
}
