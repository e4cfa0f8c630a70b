package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import java.util.Locale;

/// What was asked against what the server counted. Pure.
record ToxicFidelity(String asked, Evidence evidence) {
  private static final double MILLION = 1e6;

  /// Data waits for at least what was asked, and for timers and a busy machine besides.
  private static final double SLACK_MS = 20;

  /// Judges by the counters of a toxic and its attributes.
  interface Evidence {
    Verdict judge(Tally tally, JsonObject attributes);
  }

  /// What our server has counted.
  record Tally(JsonObject json) {
    double get(String name) {
      return json.has(name) ? json.get(name).getAsDouble() : 0;
    }

    /// The mean wait in ms.
    double meanWait(String waited, String count) {
      return get(count) == 0 ? 0 : get(waited) / MILLION / get(count);
    }
  }

  Fidelity of(JsonObject counted, JsonObject toxic) {
    Tally tally = new Tally(counted);
    double delay = tally.meanWait("waited_ns", "chunks");
    String achieved =
        tally.get("connections") == 0
            ? "no connection came by"
            : String.format(
                Locale.ROOT,
                "%.0f of %.0f connections: %.0f bytes in %.0f chunks, %.1f ms late in the mean,"
                    + " %.0f bytes lost, %.0f ended, %.0f of them by a reset",
                tally.get("harmed"),
                tally.get("connections"),
                tally.get("bytes"),
                tally.get("chunks"),
                delay,
                tally.get("dropped_bytes"),
                tally.get("closed"),
                tally.get("resets"));
    return Fidelity.newBuilder()
        .setAsked(asked)
        .setAchieved(achieved)
        .addMeasurements(measurement("connections", tally.get("connections"), "connections"))
        .addMeasurements(measurement("connections_harmed", tally.get("harmed"), "connections"))
        .addMeasurements(measurement("chunks", tally.get("chunks"), "chunks"))
        .addMeasurements(measurement("bytes", tally.get("bytes"), "bytes"))
        .addMeasurements(measurement("delay_mean", delay, "ms"))
        .addMeasurements(measurement("bytes_lost", tally.get("dropped_bytes"), "bytes"))
        .addMeasurements(measurement("connections_ended", tally.get("closed"), "connections"))
        .addMeasurements(measurement("connections_reset", tally.get("resets"), "connections"))
        .setVerdict(evidence.judge(tally, toxic.getAsJsonObject("attributes")))
        .build();
  }

  /// Of a server that counts nothing.
  Fidelity unmeasured(String readBack) {
    return Fidelity.newBuilder()
        .setAsked(asked)
        .setAchieved("not measured: this server doesn't count; " + readBack)
        .setVerdict(Verdict.INCONCLUSIVE)
        .build();
  }

  /// The mean of random delays has a standard error, of which 3.29 are allowed.
  static Verdict delay(Tally tally, JsonObject attributes) {
    double chunks = tally.get("chunks");
    double error = 3.29 * attributes.get("jitter").getAsDouble() / Math.sqrt(3 * chunks);
    return mean(
        tally.meanWait("waited_ns", "chunks"),
        attributes.get("latency").getAsDouble(),
        error,
        chunks);
  }

  static Verdict slowEnd(Tally tally, JsonObject attributes) {
    return mean(
        tally.meanWait("ends_waited_ns", "ends"),
        attributes.get("delay").getAsDouble(),
        0,
        tally.get("ends"));
  }

  private static Verdict mean(double achieved, double asked, double error, double count) {
    if (count == 0) {
      return Verdict.INCONCLUSIVE;
    }
    boolean held = achieved >= asked - error - 1 && achieved <= asked * 1.1 + error + SLACK_MS;
    return held ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }

  /// Each chunk waited for what its bytes take at this rate, or longer.
  static Verdict rate(Tally tally, JsonObject attributes) {
    double bytes = tally.get("bytes");
    if (bytes == 0) {
      return Verdict.INCONCLUSIVE;
    }
    double leastMillis = bytes / attributes.get("rate").getAsDouble();
    return tally.get("waited_ns") / MILLION >= leastMillis * 0.99
        ? Verdict.AS_ASKED
        : Verdict.DIFFERS;
  }

  static Verdict lostOrClosed(Tally tally, JsonObject attributes) {
    return tally.get("dropped_bytes") + tally.get("closed") > 0
        ? Verdict.AS_ASKED
        : Verdict.INCONCLUSIVE;
  }

  static Verdict pieces(Tally tally, JsonObject attributes) {
    double chunks = tally.get("chunks");
    if (chunks == 0) {
      return Verdict.INCONCLUSIVE;
    }
    double largest =
        attributes.get("average_size").getAsDouble()
            + attributes.get("size_variation").getAsDouble();
    return tally.get("bytes") / chunks <= largest ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }

  private static Measurement measurement(String name, double value, String unit) {
    return Measurement.newBuilder().setName(name).setValue(value).setUnit(unit).build();
  }
}
