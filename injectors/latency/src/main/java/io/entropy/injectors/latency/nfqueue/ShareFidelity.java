package io.entropy.injectors.latency.nfqueue;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.queue.Achieved;
import io.entropy.injectors.latency.impairment.Impairment.Share;
import io.entropy.injectors.latency.impairment.ShareVerdict;
import java.util.Locale;

/// The share of packets that was asked for against the packets that were chosen. Pure.
final class ShareFidelity {
  /// Packets that may have escaped or been lost.
  private static final double EXCEPTIONS = 0.01;

  private ShareFidelity() {}

  /// @param chosen what became of a packet that was, e.g. "reordered"
  static Fidelity of(Share asked, String chosen, Counters counters, Achieved achieved) {
    long seen = counters.seenPackets();
    long passed = Math.max(0, seen - achieved.arrived());
    return Fidelity.newBuilder()
        .setAsked(asked.words())
        .setAchieved(words(chosen, passed, achieved))
        .addMeasurements(packets("packets_seen", seen))
        .addMeasurements(packets("packets_" + chosen, achieved.chosen()))
        .addMeasurements(packets("packets_passed", passed))
        .addMeasurements(packets("packets_lost", achieved.lost()))
        .setVerdict(verdict(asked, seen, passed, achieved))
        .build();
  }

  private static String words(String chosen, long passed, Achieved achieved) {
    long arrived = achieved.arrived();
    return (arrived == 0
            ? "no packet came by"
            : String.format(
                Locale.ROOT,
                "%.4g%% %s (%d of %d packets)",
                100.0 * achieved.chosen() / arrived,
                chosen,
                achieved.chosen(),
                arrived))
        + (passed == 0 ? "" : "; " + passed + " packets passed by");
  }

  private static Verdict verdict(Share asked, long seen, long passed, Achieved achieved) {
    if (passed + achieved.lost() > EXCEPTIONS * seen) {
      return Verdict.DIFFERS;
    }
    return ShareVerdict.of(asked, achieved.arrived(), achieved.chosen());
  }

  private static Measurement packets(String name, long value) {
    return Measurement.newBuilder()
        .setName(name)
        .setValue((double) value)
        .setUnit("packets")
        .build();
  }
}
