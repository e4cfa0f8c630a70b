package io.entropy.api.text;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which durations are valid in some place.
///
/// @param least inclusive; none when null
/// @param most inclusive; none when null
public record DurationRange(@Nullable Duration least, @Nullable Duration most) {

  /// A frequency, a lease: anything longer than nothing.
  public static DurationRange positive() {
    return atLeast(Duration.ofNanos(1));
  }

  /// A jitter: zero is fine.
  public static DurationRange notNegative() {
    return atLeast(Duration.ZERO);
  }

  public static DurationRange any() {
    return new DurationRange(null, null);
  }

  public static DurationRange atLeast(Duration least) {
    return new DurationRange(least, null);
  }

  public static DurationRange between(Duration least, Duration most) {
    return new DurationRange(least, most);
  }

  /// What is wrong with a value; empty when it's in the range.
  public Optional<String> problem(Duration value) {
    if (least != null && value.compareTo(least) < 0) {
      return Optional.of(least.equals(Duration.ofNanos(1)) ? "isn't above zero" : "is too short");
    }
    return most != null && value.compareTo(most) > 0
        ? Optional.of("is too long")
        : Optional.empty();
  }

  /// In words, to follow "a duration": empty, " above 0s", " from 1ms to 1h".
  public String words() {
    if (least == null) {
      return most == null ? "" : " up to " + Durations.format(most);
    }
    String from =
        least.equals(Duration.ofNanos(1)) ? " above 0s" : " from " + Durations.format(least);
    return most == null
        ? from + (from.startsWith(" from") ? " up" : "")
        : from + " to " + Durations.format(most);
  }
}
