package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import io.entropy.api.text.Durations;
import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// What was asked against what the server counted. Pure.
record ToxicFidelity(String asked, Evidence evidence) {

  /// Judges by the counters of a toxic and its attributes.
  interface Evidence {
    Verdict judge(Numbers tally, Numbers attributes);
  }

  Fidelity of(JsonObject counted, JsonObject toxic) {
    Numbers tally = new Numbers(counted);
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
        .addMeasurements(measurement("delay_mean", delay, "ms").toBuilder().setStatistic(true))
        .addMeasurements(measurement("bytes_lost", tally.get("dropped_bytes"), "bytes"))
        .addMeasurements(measurement("connections_ended", tally.get("closed"), "connections"))
        .addMeasurements(measurement("connections_reset", tally.get("resets"), "connections"))
        .setVerdict(
            Verdicts.worst(
                Verdicts.share(tally, toxic.get("toxicity").getAsDouble()),
                evidence.judge(tally, new Numbers(toxic.getAsJsonObject("attributes")))))
        .build();
  }

  /// Of a server that counts nothing: the toxic was there for so long.
  Fidelity uncounted(Duration there) {
    return Fidelity.newBuilder()
        .setAsked(asked)
        .setAchieved(
            "there for %s; this server doesn't count what it does"
                .formatted(Durations.format(there.truncatedTo(ChronoUnit.MILLIS))))
        .addMeasurements(measurement("toxic_there", (double) there.toMillis(), "ms"))
        .setVerdict(Verdict.INCONCLUSIVE)
        .build();
  }

  private static Measurement measurement(String name, double value, String unit) {
    return Measurement.newBuilder().setName(name).setValue(value).setUnit(unit).build();
  }
}
