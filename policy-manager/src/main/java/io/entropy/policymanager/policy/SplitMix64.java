package io.entropy.policymanager.policy;

/// The finaliser of SplitMix64: a bijection on 64 bits in which each input bit flips each output
/// bit with probability ½.
///
/// Source: David Stafford, "Better Bit Mixing" (2011), variant 13 of MurmurHash3's finaliser, as
/// used by G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators"
/// (OOPSLA 2014); the increment is the golden ratio in 64 bits, from the same paper.
final class SplitMix64 {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// The state after `word` has been taken in: order matters, and zero words do too.
  static long absorb(long state, long word) {
    return mix((state + GOLDEN_GAMMA) ^ word);
  }
}
