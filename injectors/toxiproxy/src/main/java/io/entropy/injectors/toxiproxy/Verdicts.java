package io.entropy.injectors.toxiproxy;

import io.entropy.api.v1.Fidelity.Verdict;

/// Whether a toxic did what was asked, by what was counted: as asked is only what was seen to be
/// so. Pure.
final class Verdicts {
  /// Data waits for at least what was asked, and for timers and a busy machine besides.
  private static final double SLACK_MS = 20;

  /// So many standard deviations are chance, in all but one of a thousand cases.
  private static final double CHANCE = 3.29;

  private Verdicts() {}

  /// The share of connections that were harmed.
  static Verdict share(Numbers tally, double toxicity) {
    double connections = tally.get("connections");
    double off = Math.abs(tally.get("harmed") - connections * toxicity);
    double variance = connections * toxicity * (1 - toxicity);
    if (connections == 0) {
      return Verdict.INCONCLUSIVE;
    }
    if (variance == 0) {
      return judge(off == 0);
    }
    // Of few, each share is likely.
    return variance < 9 ? Verdict.INCONCLUSIVE : judge(off <= CHANCE * Math.sqrt(variance));
  }

  /// The mean of random delays has a standard error.
  static Verdict delay(Numbers tally, Numbers attributes) {
    double chunks = tally.get("chunks");
    double error = CHANCE * attributes.get("jitter") / Math.sqrt(3 * chunks);
    double asked = attributes.get("latency");
    return mean(tally.meanWait("waited_ns", "chunks"), asked, error, chunks);
  }

  static Verdict slowEnd(Numbers tally, Numbers attributes) {
    double asked = attributes.get("delay");
    return mean(tally.meanWait("ends_waited_ns", "ends"), asked, 0, tally.get("ends"));
  }

  private static Verdict mean(double achieved, double asked, double error, double count) {
    if (count == 0) {
      return Verdict.INCONCLUSIVE;
    }
    return judge(achieved >= asked - error - 1 && achieved <= asked * 1.1 + error + SLACK_MS);
  }

  /// No more than the rate while there was something to send; less may be the network's.
  static Verdict rate(Numbers tally, Numbers attributes) {
    double bytes = tally.get("bytes");
    double most = tally.millis("busy_ns") * attributes.get("rate");
    return bytes == 0 ? Verdict.INCONCLUSIVE : judge(bytes <= most * 1.01);
  }

  /// Nothing got through, and connections ended when they should.
  static Verdict silence(Numbers tally, Numbers attributes) {
    if (tally.get("bytes") > 0) {
      return Verdict.DIFFERS;
    }
    double timeout = attributes.get("timeout");
    Verdict data = tally.get("dropped_bytes") == 0 ? Verdict.INCONCLUSIVE : Verdict.AS_ASKED;
    return timeout == 0 ? data : worst(data, ended(tally, timeout));
  }

  /// Nothing got through, and connections ended by a reset when they should.
  static Verdict reset(Numbers tally, Numbers attributes) {
    if (tally.get("bytes") > 0 || tally.get("resets") < tally.get("closed")) {
      return Verdict.DIFFERS;
    }
    double timeout = attributes.get("timeout");
    Verdict seen = tally.get("closed") == 0 ? Verdict.INCONCLUSIVE : Verdict.AS_ASKED;
    return timeout == 0 ? seen : worst(seen, ended(tally, timeout));
  }

  private static Verdict ended(Numbers tally, double timeout) {
    double wait = tally.meanWait("timed_closes_waited_ns", "timed_closes");
    return mean(wait, timeout, 0, tally.get("timed_closes"));
  }

  /// Connections that were ended had all of their bytes, and none had more.
  static Verdict limit(Numbers tally, Numbers attributes) {
    double limit = attributes.get("bytes");
    double bytes = tally.get("bytes");
    if (bytes > limit * tally.get("harmed") || bytes < limit * tally.get("closed")) {
      return Verdict.DIFFERS;
    }
    return tally.get("closed") == 0 ? Verdict.INCONCLUSIVE : Verdict.AS_ASKED;
  }

  /// Something was cut, no piece was too large, and each waited.
  static Verdict pieces(Numbers tally, Numbers attributes) {
    double most = attributes.get("average_size") + attributes.get("size_variation");
    double wait = attributes.get("delay") / 1000 * tally.get("chunks");
    if (tally.get("largest") > most || tally.millis("busy_ns") < wait * 0.99) {
      return Verdict.DIFFERS;
    }
    return tally.get("cut") == 0 ? Verdict.INCONCLUSIVE : Verdict.AS_ASKED;
  }

  /// What differs in one thing differs.
  static Verdict worst(Verdict one, Verdict other) {
    if (one == Verdict.DIFFERS || other == Verdict.DIFFERS) {
      return Verdict.DIFFERS;
    }
    return one == Verdict.AS_ASKED ? other : one;
  }

  private static Verdict judge(boolean held) {
    return held ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }
}
