package io.entropy.injectors.latency.impairment;

import io.entropy.api.text.Durations;
import java.time.Duration;

/// What is to happen to packets, whichever mechanism does it.
public sealed interface Impairment {
  /// Which packets, of those that the filters let through to it.
  Way way();

  /// In the words of its mode, for people.
  String words();

  /// Packets come later.
  ///
  /// @param time how much later, on average
  /// @param jitter how far that varies; at most `time`
  /// @param correlation 0 to 1: how much a packet's delay is like the one before's
  /// @param reorder whether a packet may overtake another that was given more delay
  record Delay(
      Way way,
      Duration time,
      Duration jitter,
      double correlation,
      Distribution distribution,
      boolean reorder)
      implements Impairment {

    @Override
    public String words() {
      return jitter.isZero()
          ? Durations.format(time) + " later"
          : "%s ± %s later".formatted(Durations.format(time), Durations.format(jitter));
    }
  }
}
