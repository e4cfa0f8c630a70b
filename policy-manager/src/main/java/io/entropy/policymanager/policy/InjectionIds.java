package io.entropy.policymanager.policy;

import java.time.Instant;
import java.util.HexFormat;

/// Injection ids: twelve hexadecimal digits of a hash of (policy id, grid time, container id), by
/// the same mixing as the dice.
///
/// No two injections have the same three, so ids are unique up to chance (one in 10⁸ among two
/// thousand kept at once), and the same plan worked out twice gives the same ids. They aren't made
/// of the seed: a replayed run must not meet the strays of the run that it replays.
final class InjectionIds {
  private static final HexFormat HEX = HexFormat.of();

  private InjectionIds() {}

  static String of(String policyId, Instant time, String targetId) {
    long state = SplitMix64.absorb(0, Fnv1a64.hash(policyId));
    state = SplitMix64.absorb(state, time.getEpochSecond());
    state = SplitMix64.absorb(state, time.getNano());
    state = SplitMix64.absorb(state, Fnv1a64.hash(targetId));
    return HEX.toHexDigits(state, 12);
  }
}
