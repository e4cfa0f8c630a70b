package io.entropy.policymanager.policy;

/// The dice of one policy: a pure function of (seed, policy name, target key, tick).
///
/// Each roll takes in, one after the other, the seed, the FNV-1a hash of the policy's name, that of
/// the target's key, and the tick number, each mixed by SplitMix64's finaliser; its upper 53 bits
/// make the fraction. Nothing is remembered between rolls, so containers that come and go don't
/// change what others get. **Every recorded seed relies on this function: it can never change.**
record Dice(long seed, String policy) {

  /// A number in [0, 1), uniform over all arguments, in steps of 2⁻⁵³.
  double roll(String targetKey, long tick) {
    long state = SplitMix64.absorb(0, seed);
    state = SplitMix64.absorb(state, Fnv1a64.hash(policy));
    state = SplitMix64.absorb(state, Fnv1a64.hash(targetKey));
    state = SplitMix64.absorb(state, tick);
    return (state >>> 11) * 0x1.0p-53;
  }
}
