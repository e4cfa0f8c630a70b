package io.entropy.injectors.kernel.nftables;

import io.entropy.injectors.kernel.sys.KernelException;

/// The kernel refused a batch, so it changed nothing; says which of its changes was the first
/// refused, counted from 0, or -1 when it was the batch as a whole (no privilege, for one).
public final class BatchRefusedException extends KernelException {
  private static final long serialVersionUID = 1L;

  private final int change;

  public BatchRefusedException(String operation, int errno, String detail, int change) {
    super(operation, errno, detail);
    this.change = change;
  }

  public int change() {
    return change;
  }
}
