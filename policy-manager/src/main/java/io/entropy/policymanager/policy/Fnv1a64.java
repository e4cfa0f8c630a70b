package io.entropy.policymanager.policy;

import java.nio.charset.StandardCharsets;

/// The FNV-1a hash of a text's UTF-8 bytes, 64 bits.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, T. Hansen, "The FNV Non-Cryptographic Hash
/// Algorithm", draft-eastlake-fnv.
final class Fnv1a64 {
  private static final long OFFSET_BASIS = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private Fnv1a64() {}

  static long hash(String text) {
    long hash = OFFSET_BASIS;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * PRIME;
    }
    return hash;
  }
}
