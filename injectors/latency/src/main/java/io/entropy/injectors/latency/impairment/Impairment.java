package io.entropy.injectors.latency.impairment;

import io.entropy.api.text.Durations;
import io.entropy.api.text.Percent;
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

  /// Some packets go at once, ahead of the others, which come later.
  ///
  /// @param share how many of those that may, 0 to 1
  /// @param correlation 0 to 1: how much a packet's lot is like the one before's
  /// @param gap only each so-manieth packet may, counted from the last that did
  /// @param time how much later the others come
  record Reordering(Way way, double share, double correlation, int gap, Duration time)
      implements Share {

    @Override
    public String words() {
      String candidates = gap == 1 ? "packets" : "packets, " + (gap - 1) + " apart or more,";
      return "%s%% of %s ahead of the others by %s"
          .formatted(new Percent(100 * share), candidates, Durations.format(time));
    }
  }

  /// A bit of some packets is flipped.
  record Corruption(Way way, double share, double correlation) implements Share {

    @Override
    public String words() {
      return new Percent(100 * share) + "% of packets corrupted";
    }
  }

  /// Some packets come twice.
  record Duplication(Way way, double share, double correlation) implements Share {

    @Override
    public String words() {
      return new Percent(100 * share) + "% of packets duplicated";
    }
  }

  /// One that concerns a share of the packets.
  sealed interface Share extends Impairment {
    /// 0 to 1.
    double share();

    /// 0 to 1.
    double correlation();

    /// From one that is concerned to the first that may be next.
    default int gap() {
      return 1;
    }
  }
}
