package io.entropy.policymanager.policy;

import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;

/// A policy's blast radius in whole targets.
///
/// Percentages are rounded to the safe side: a limit down, a minimum of healthy ones up.
///
/// @param limit at most so many with a fault; [Integer#MAX_VALUE] when not limited
/// @param minHealthy at least so many healthy and without a fault
record Bounds(int limit, int minHealthy) {

  /// What `0.1 * 30` is off by, and far less than any percentage that anyone means.
  private static final double ROUNDING = 1e-9;

  static Bounds of(BlastRadius radius, int population) {
    return new Bounds(
        radius.hasLimit() ? limit(radius.getLimit(), population) : Integer.MAX_VALUE,
        radius.hasMinHealthy() ? minimum(radius.getMinHealthy(), population) : 0);
  }

  /// A bound from above in whole targets; [Integer#MAX_VALUE] when it isn't set.
  static int limit(Amount amount, int population) {
    return switch (amount.getValueCase()) {
      case COUNT -> count(amount);
      case PERCENT -> (int) Math.floor(amount.getPercent() * population / 100 + ROUNDING);
      case VALUE_NOT_SET -> Integer.MAX_VALUE;
    };
  }

  private static int minimum(Amount amount, int population) {
    return switch (amount.getValueCase()) {
      case COUNT -> count(amount);
      case PERCENT -> (int) Math.ceil(amount.getPercent() * population / 100 - ROUNDING);
      case VALUE_NOT_SET -> 0;
    };
  }

  /// The wire's unsigned 32 bits; what doesn't fit is beyond any number of containers.
  private static int count(Amount amount) {
    return amount.getCount() < 0 ? Integer.MAX_VALUE : amount.getCount();
  }
}
