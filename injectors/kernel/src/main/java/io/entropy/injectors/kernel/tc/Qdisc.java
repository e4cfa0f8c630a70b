package io.entropy.injectors.kernel.tc;

import java.util.Optional;

/// A queueing discipline at a device.
///
/// @param handle 0 for one that the kernel chose by itself
/// @param parent `0xffffffff` for the root
/// @param defaultClass of an HTB; else 0
/// @param netem what a network emulator does; else empty
record Qdisc(
    int device,
    String kind,
    int handle,
    int parent,
    int defaultClass,
    Optional<Netem> netem,
    ClassReading passed) {
  static final int ROOT = 0xffffffff;
  static final String HTB = "htb";
  static final String NETEM = "netem";

  boolean isRoot() {
    return parent == ROOT;
  }

  boolean isOf(SessionTree tree) {
    return isRoot() && handle == tree.handle() && kind.equals(HTB) && defaultClass == tree.mark();
  }
}
