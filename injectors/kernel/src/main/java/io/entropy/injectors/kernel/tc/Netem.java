package io.entropy.injectors.kernel.tc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the kernel's network emulator does to packets; tc-netem(8).
///
/// @param reorder which packets go at once while the rest is delayed
public record Netem(Delay delay, Loss loss, Chance duplicate, Chance corrupt, Reorder reorder)
    implements Treatment {
  /// How many packets it holds, unless a rate is to bound that.
  static final int MOST_PACKETS = 65_536;

  public static final Netem NOTHING =
      new Netem(Delay.NONE, Chance.NEVER, Chance.NEVER, Chance.NEVER, Reorder.NONE);

  /// How much later packets come.
  ///
  /// @param jitter how far that varies
  /// @param correlation 0 to 1: of a packet's delay with that of the one before
  /// @param inOrder whether a packet waits for those before it that were given more delay
  public record Delay(
      Duration time, Duration jitter, double correlation, JitterTable spread, boolean inOrder) {
    /// The kernel takes a jitter for a number of 31 bits.
    public static final Duration LONGEST_JITTER = Duration.ofNanos(Integer.MAX_VALUE);

    public static final Delay NONE = of(Duration.ZERO);

    public Delay {
      Chance.requireShares(correlation);
      if (time.isNegative() || jitter.isNegative() || jitter.compareTo(time) > 0) {
        throw new IllegalArgumentException("a jitter must be from 0 to the delay");
      }
      if (jitter.compareTo(LONGEST_JITTER) > 0) {
        throw new IllegalArgumentException("a jitter above " + LONGEST_JITTER);
      }
    }

    /// For each packet the same.
    public static Delay of(Duration time) {
      return new Delay(time, Duration.ZERO, 0, JitterTable.UNIFORM, false);
    }
  }

  /// Packets that overtake others.
  ///
  /// @param gap only each so-manieth packet may, counted from the last that did; 0 for none
  public record Reorder(Chance chance, int gap) {
    public static final Reorder NONE = new Reorder(Chance.NEVER, 0);

    public Reorder {
      if (chance.share() > 0 && gap < 1) {
        throw new IllegalArgumentException("a gap of " + gap);
      }
    }
  }

  /// Such a one stands alone at its device, so a class gets it at its release only.
  public boolean duplicates() {
    return duplicate.share() > 0;
  }

  public Netem withDelay(Delay asked) {
    return new Netem(asked, loss, duplicate, corrupt, reorder);
  }

  /// Loses each packet with the same chance, or as a model has it.
  public Netem withLossModel(Loss model) {
    return new Netem(delay, model, duplicate, corrupt, reorder);
  }

  public Netem withDuplicate(Chance chance) {
    return new Netem(delay, loss, chance, corrupt, reorder);
  }

  public Netem withCorrupt(Chance chance) {
    return new Netem(delay, loss, duplicate, chance, reorder);
  }

  public Netem withReorder(Chance chance, int gap) {
    return new Netem(
        delay, loss, duplicate, corrupt, new Reorder(chance, chance.share() > 0 ? gap : 0));
  }

  /// What of this an emulator that the kernel has doesn't do as asked, in words; empty when it does
  /// all of it. The kernel doesn't tell a table of jitter.
  public Optional<String> difference(Netem present) {
    Netem asked = NetemOptions.asKept(this);
    List<String> differing = new ArrayList<>();
    compare("delay", asked.delay, present.delay, differing);
    compare("loss", asked.loss, present.loss, differing);
    compare("duplicate", asked.duplicate, present.duplicate, differing);
    compare("corrupt", asked.corrupt, present.corrupt, differing);
    compare("reorder", asked.reorder, present.reorder, differing);
    return differing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differing));
  }

  private static void compare(String what, Object asked, Object present, List<String> differing) {
    if (!asked.equals(present)) {
      differing.add("its %s is %s, not %s".formatted(what, present, asked));
    }
  }
}
