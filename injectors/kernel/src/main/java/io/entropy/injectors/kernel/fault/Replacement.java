package io.entropy.injectors.kernel.fault;

/// How the replacement of one fault by the next went.
public enum Replacement {
  /// The old one ended in the same instant as the new one began.
  SEAMLESS,
  /// The old one had ended already; the new one began nevertheless.
  AFTER_GAP
}
