package io.entropy.injectors.kernel.fault;

/// How a lease's refresh went.
public enum Renewal {
  /// The lease was alive and has its full time again; no packet escaped in between.
  KEPT,
  /// The lease had ended, so the fault has ended too and stays so.
  LOST
}
