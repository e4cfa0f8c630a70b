package io.entropy.policymanager.policy;

/// The dice of one policy: a pure function of (seed, policy name, target key, tick).
///
/// Each roll takes in, one after the other, the seed, the FNV-1a hash of the policy's name, that of
/// the target's key, and the tick number, each mixed by SplitMix64's finaliser; its upper 53 bits
/// make the fraction. Nothing is remembered between rolls, so containers that come and go don't
/// change what others get. **Every recorded seed relies on this function: it can never change.**
final class Dice {
  /// What all rolls begin with.
  private final long state;

  Dice(long seed, String policy) {
    state = SplitMix64.absorb(SplitMix64.absorb(0, seed), Fnv1a64.hash(policy));
  }

  /// A number in [0, 1), uniform over all arguments, in steps of 2⁻⁵³.
  double roll(String targetKey, long tick) {
    return roll(keyHash(targetKey), tick);
  }

  /// The same for who has hashed the key before.
  double roll(long keyHash, long tick) {
    long rolled = SplitMix64.absorb(SplitMix64.absorb(state, keyHash), tick);
    return (rolled >>> 11) * 0x1.0p-53;
  }

  /// What the dice take of a target's key.
  static long keyHash(String targetKey) {
    return Fnv1a64.hash(targetKey);
  }
}
