package io.entropy.injectors.kernel.tc;

/// That something happens to a packet.
///
/// @param share of the packets, 0 to 1
/// @param correlation 0 to 1: how much a packet's lot is like that of the one before
public record Chance(double share, double correlation) implements Loss {
  public static final Chance NEVER = new Chance(0, 0);

  public Chance {
    requireShares(share, correlation);
  }

  public static Chance of(double share) {
    return new Chance(share, 0);
  }

  static void requireShares(double... shares) {
    for (double share : shares) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("not a share from 0 to 1: " + share);
      }
    }
  }
}
