package io.entropy.injectors.latency.netem;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Impairment.Share;
import io.entropy.injectors.latency.impairment.ShareVerdict;
import io.entropy.injectors.network.steering.Passage;
import java.util.Locale;

/// What was asked against what the kernel has of it and what it has counted. Pure.
///
/// What netem counts is what it let through, lost and let go ahead. Duplicates are what came out
/// beyond what the rules led in. It counts neither what it corrupts nor for how long it holds a
/// packet: there, what is known is that each packet went through an emulator that has been read
/// back.
final class NetemFidelity {
  /// Packets that may have gone elsewhere or been lost.
  private static final double EXCEPTIONS = 0.01;

  /// Where packets have more bytes on average, some may be such that offloading has yet to cut up.
  private static final long LONG_PACKETS = 600;

  private final Impairment asked;
  private final Passage passage;
  private final long seen;
  private final long treated;

  /// What was lost because of other faults that it met as well.
  private final long forOthers;

  /// What a later fault that contradicts it has treated instead.
  private final long elsewhere;

  private NetemFidelity(Impairment asked, Passage passage) {
    this.asked = asked;
    this.passage = passage;
    seen = passage.seen().seenPackets();
    treated = passage.passed().packets() + passage.passed().held() + passage.passed().dropped();
    forOthers = passage.passed().forOthers();
    elsewhere = Math.max(0, seen - treated - forOthers);
  }

  static Fidelity of(Impairment asked, Passage passage) {
    return new NetemFidelity(asked, passage).judge();
  }

  private Fidelity judge() {
    return Fidelity.newBuilder()
        .setAsked(asked.words())
        .setAchieved(words())
        .addMeasurements(packets("packets_seen", seen))
        .addMeasurements(packets("packets_" + effect(), count()))
        .addMeasurements(packets("packets_passed", elsewhere))
        .addMeasurements(packets("packets_lost", passage.passed().dropped()))
        .setVerdict(verdict())
        .build();
  }

  /// What becomes of a packet.
  private String effect() {
    return switch (asked) {
      case Impairment.Delay _ -> "delayed";
      case Impairment.Reordering _ -> "reordered";
      case Impairment.Duplication _ -> "duplicated";
      case Impairment.Corruption _ -> "exposed";
    };
  }

  private long count() {
    return switch (asked) {
      case Impairment.Delay _, Impairment.Corruption _ -> treated;
      case Impairment.Reordering _ -> passage.passed().reordered();
      case Impairment.Duplication _ -> Math.max(0, treated - seen);
    };
  }

  private String words() {
    String flaw = passage.flaw().map(f -> "; but " + f).orElse("");
    if (seen == 0) {
      return "no packet came by" + flaw;
    }
    String what =
        switch (asked) {
          case Impairment.Delay _ -> treated + " packets held by netem for that long";
          case Impairment.Corruption _ ->
              treated + " packets exposed to that by netem, which doesn't count which it hits";
          case Impairment.Reordering _ -> share(treated);
          case Impairment.Duplication _ -> share(seen);
        };
    return what
        + (elsewhere == 0 ? "" : "; " + elsewhere + " packets went another way")
        + (passage.passed().dropped() == 0 ? "" : "; " + passage.passed().dropped() + " were lost")
        + (forOthers == 0 ? "" : "; " + forOthers + " were lost by other faults")
        + flaw;
  }

  private String share(long candidates) {
    return String.format(
        Locale.ROOT,
        "%.4g%% %s (%d of %d packets)",
        candidates == 0 ? 0 : 100.0 * count() / candidates,
        effect(),
        count(),
        candidates);
  }

  private Verdict verdict() {
    if (passage.flaw().isPresent()
        || elsewhere + passage.passed().dropped() > EXCEPTIONS * Math.max(seen, treated)) {
      return Verdict.DIFFERS;
    }
    if (treated == 0) {
      return Verdict.INCONCLUSIVE;
    }
    return switch (asked) {
      case Impairment.Delay _ -> Verdict.AS_ASKED;
      case Impairment.Corruption(_, double share, _) ->
          share == 0 || share == 1 ? Verdict.AS_ASKED : Verdict.INCONCLUSIVE;
      case Impairment.Reordering reordering -> ShareVerdict.of(reordering, treated, count());
      case Impairment.Duplication duplication -> duplicates(duplication);
    };
  }

  /// The rules count a packet that offloading hasn't cut up yet as one, netem its segments: where
  /// there may be such, a difference proves nothing.
  private Verdict duplicates(Share duplication) {
    Verdict byPackets = ShareVerdict.of(duplication, seen, count());
    boolean segments = treated > 2 * seen || passage.seen().seenBytes() > seen * LONG_PACKETS;
    return byPackets == Verdict.DIFFERS && segments ? Verdict.INCONCLUSIVE : byPackets;
  }

  private static Measurement packets(String name, long value) {
    return Measurement.newBuilder()
        .setName(name)
        .setValue((double) value)
        .setUnit("packets")
        .build();
  }
}
