package io.entropy.injectors.drop.model;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.network.steering.Passage;
import java.util.Locale;

/// What a loss model does in the long run against what was lost. Pure.
public final class ModelFidelity {
  /// 99.9 % of counts lie within so many standard deviations.
  private static final double DEVIATIONS = 3.29;

  /// So many bursts make counts normal enough.
  private static final double LEAST_RUNS = 50;

  /// Packets that may have escaped or been lost by the kernel.
  private static final double EXCEPTIONS = 0.01;

  /// Where packets have more bytes on average, some may be such that offloading has yet to cut up.
  private static final long LONG_PACKETS = 600;

  private ModelFidelity() {}

  /// Of losses by a queue.
  public static Fidelity of(LossModel asked, Counters counters, Achieved achieved) {
    long seen = counters.seenPackets();
    long passed = Math.max(0, seen - achieved.arrived());
    Losses losses = new Losses(achieved.arrived(), achieved.chosen(), achieved.runs());
    Verdict verdict =
        passed + achieved.lost() > EXCEPTIONS * seen
            ? Verdict.DIFFERS
            : verdict(ChainStatistics.of(asked.chain()), losses);
    Fidelity.Builder fidelity = fidelity(asked, losses, seen, passed).setVerdict(verdict);
    fidelity.addMeasurements(measurement("bursts", (double) losses.runs(), "bursts"));
    if (losses.runs() > 0) {
      fidelity.addMeasurements(
          measurement("burst_mean", losses.run(), "packets").toBuilder().setStatistic(true));
    }
    return fidelity.build();
  }

  /// Of losses by netem, which doesn't count bursts.
  public static Fidelity of(LossModel asked, Passage passage) {
    long seen = passage.seen().seenPackets();
    long dropped = passage.passed().dropped();
    long treated = passage.passed().packets() + passage.passed().held() + dropped;
    long elsewhere = Math.max(0, seen - treated);
    Losses losses = new Losses(seen - elsewhere, dropped, 0);
    Fidelity.Builder fidelity = fidelity(asked, losses, seen, elsewhere);
    passage.flaw().ifPresent(f -> fidelity.setAchieved(fidelity.getAchieved() + "; but " + f));
    return fidelity.setVerdict(verdict(asked, passage, losses, elsewhere)).build();
  }

  /// Netem counts what it lets through in segments, and what it loses as it comes: where packets
  /// are long, neither tells how many there were.
  private static Verdict verdict(LossModel asked, Passage passage, Losses losses, long elsewhere) {
    long seen = passage.seen().seenPackets();
    if (passage.flaw().isPresent() || elsewhere > EXCEPTIONS * seen) {
      return Verdict.DIFFERS;
    }
    return passage.seen().seenBytes() > seen * LONG_PACKETS
        ? Verdict.INCONCLUSIVE
        : verdict(ChainStatistics.of(asked.chain()), losses);
  }

  /// What was lost.
  ///
  /// @param runs of lost packets; 0 where they aren't counted
  private record Losses(long packets, long lost, long runs) {
    double run() {
      return (double) lost / runs;
    }
  }

  private static Fidelity.Builder fidelity(LossModel asked, Losses losses, long seen, long passed) {
    return Fidelity.newBuilder()
        .setAsked(asked.words())
        .setAchieved(words(losses) + (passed == 0 ? "" : "; " + passed + " packets passed by"))
        .addMeasurements(measurement("packets_seen", (double) seen, "packets"))
        .addMeasurements(measurement("packets_dropped", (double) losses.lost(), "packets"))
        .addMeasurements(measurement("packets_passed", (double) passed, "packets"));
  }

  private static String words(Losses losses) {
    if (losses.packets() == 0) {
      return "no packet came by";
    }
    String share =
        String.format(
            Locale.ROOT,
            "%.4g%% (%d of %d packets)",
            100.0 * losses.lost() / losses.packets(),
            losses.lost(),
            losses.packets());
    return losses.runs() == 0
        ? share
        : String.format(
            Locale.ROOT,
            "%s, %.4g in a row on average (%d bursts)",
            share,
            losses.run(),
            losses.runs());
  }

  private static Verdict verdict(ChainStatistics theory, Losses losses) {
    double packets = losses.packets();
    double expected = packets * theory.share() + theory.headStart();
    double excess = Math.abs(losses.lost() - expected);
    if (theory.runs() == 0 && packets > 0) {
      // It ends in losing all or none, at some time.
      return excess <= 1 ? Verdict.AS_ASKED : Verdict.INCONCLUSIVE;
    }
    if (packets * theory.runs() < LEAST_RUNS) {
      return Verdict.INCONCLUSIVE;
    }
    double allowed = DEVIATIONS * Math.sqrt(packets * theory.shareVariance()) + 1;
    return excess <= allowed && areRunsAsAsked(theory, losses) ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }

  private static boolean areRunsAsAsked(ChainStatistics theory, Losses losses) {
    double excess = Math.abs(losses.lost() - theory.run() * losses.runs());
    double allowed = DEVIATIONS * Math.sqrt(losses.packets() * theory.runVariance());
    return losses.runs() == 0 || excess <= allowed + theory.run() + 1;
  }

  private static Measurement measurement(String name, double value, String unit) {
    return Measurement.newBuilder().setName(name).setValue(value).setUnit(unit).build();
  }
}
