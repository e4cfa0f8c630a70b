package io.entropy.injectors.kernel.tc;

import java.util.HexFormat;

/// What the traffic control of one session (process) is known by in the kernel.
///
/// @param handle of its queueing disciplines, `MAJOR:0`
/// @param mark kept as the number of the default class, of which the kernel wants nothing but that
///   there is none: so nobody's HTB is taken for ours for having the same handle
/// @param ifb the name of the device that what is received is led through
public record SessionTree(int handle, int mark, String ifb) {
  /// That of a session, whose name is eight hexadecimal digits.
  public static SessionTree of(String session) {
    int number = HexFormat.fromHexDigits(session);
    // Below 0x8000, where the kernel numbers those that nobody numbered; above what people use.
    int major = 0x4000 | ((number >>> 16 ^ number) & 0x3fff);
    // Classes are at most 0x7fff: with this bit the mark is none of them.
    return new SessionTree(major << 16, number | 0x8000, "ent" + session);
  }

  /// The class of faults that a packet meets, `MAJOR:MINOR`, which is its priority too.
  int classOf(Combination faults) {
    return handle | faults.minor();
  }

  /// As tc(8) writes it.
  public String handleText() {
    return Integer.toHexString(handle >>> 16) + ":";
  }
}
