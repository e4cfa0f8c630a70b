package io.entropy.injectors.kernel.tc;

/// A network interface.
///
/// @param kind of driver, e.g. `veth` or `ifb`; empty when it has none of the kinds that are made
record Device(int index, String name, String kind, boolean loopback) {
  static final String IFB = "ifb";

  /// Whether it sends, rather than hands on what others do.
  boolean sends() {
    return !loopback && !kind.equals(IFB);
  }

  boolean isIfbOfASession() {
    return kind.equals(IFB) && name.matches("ent[0-9a-f]{8}");
  }
}
