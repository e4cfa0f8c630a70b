package io.entropy.injectors.kernel.nftables;

/// How a register is compared with constant bytes (`enum nft_cmp_ops`).
public enum Comparison {
  EQUAL(0),
  NOT_EQUAL(1),
  LESS(2),
  AT_MOST(3),
  AT_LEAST(5);

  private final int operation;

  Comparison(int operation) {
    this.operation = operation;
  }

  int operation() {
    return operation;
  }
}
