package io.entropy.injectors.stress;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.kernel.sys.Errno;
import java.util.Locale;

/// What was asked for against what was measured. Pure.
final class StressFidelity {
  private static final long LEAST_TIME = 300_000_000;

  /// Of the asked processor time: workers are woken up late, and aren't alone on the machine.
  private static final double TOLERANCE = 0.1;

  private StressFidelity() {}

  static Fidelity of(Stress stress, Reading reading) {
    Fidelity.Builder fidelity =
        Fidelity.newBuilder()
            .setAsked(stress.asked())
            .addMeasurements(measurement("lasted", reading.lasted() / 1e6, "ms"))
            .addMeasurements(measurement("cpu_time", reading.cpu() / 1e6, "ms"))
            .addMeasurements(measurement("workers", (double) reading.alive(), "processes"));
    if (reading.since() == 0) {
      return fidelity.setAchieved("not begun").setVerdict(Verdict.INCONCLUSIVE).build();
    }
    switch (stress) {
      case Stress.Cpu cpu -> cpu(fidelity, cpu, reading);
      case Stress.Memory memory -> memory(fidelity, memory, reading);
      case Stress.Io _ -> io(fidelity, reading);
      case Stress.FillBytes fill -> fill(fidelity, reading, fill.bytes().bytes());
      case Stress.FillShare _ -> fill(fidelity, reading, 0);
    }
    return fidelity.build();
  }

  private static void cpu(Fidelity.Builder fidelity, Stress.Cpu asked, Reading reading) {
    double share = (double) reading.cpu() / Math.max(1, reading.lasted()) / asked.workers();
    boolean near = Math.abs(share - asked.share()) <= Math.max(0.02, TOLERANCE * asked.share());
    fidelity
        .setAchieved(text("%.1f%% of a processor for each worker", 100 * share))
        .addMeasurements(measurement("load", 100 * share, "%").toBuilder().setStatistic(true))
        .setVerdict(reading.lasted() < LEAST_TIME ? Verdict.INCONCLUSIVE : is(near));
  }

  /// Pages come one by one: what isn't there soon may yet come, what is missing at the end doesn't.
  private static void memory(Fidelity.Builder fidelity, Stress.Memory asked, Reading reading) {
    long bytes = reading.bytes();
    boolean all = bytes >= asked.bytes();
    boolean stillFilling = !all && reading.until() == 0 && reading.alive() == asked.workers();
    fidelity
        .setAchieved(
            new ByteSize(bytes)
                + " resident"
                + (reading.until() == 0 && reading.alive() < asked.workers()
                    ? ", %d of %d workers killed"
                        .formatted(asked.workers() - reading.alive(), asked.workers())
                    : ""))
        .addMeasurements(bytes("bytes_resident", bytes))
        .setVerdict(stillFilling ? Verdict.INCONCLUSIVE : is(all));
  }

  private static void io(Fidelity.Builder fidelity, Reading reading) {
    double rate = reading.bytes() / Math.max(1e-9, reading.lasted() / 1e9);
    fidelity
        .setAchieved(
            "%s written, %s/s%s"
                .formatted(
                    new ByteSize(reading.bytes()), new ByteSize((long) rate), failure(reading)))
        .addMeasurements(bytes("bytes_written", reading.bytes()))
        .addMeasurements(measurement("write_rate", rate, "bytes/s").toBuilder().setStatistic(true))
        .setVerdict(
            reading.errno() != 0
                ? Verdict.DIFFERS
                : reading.bytes() == 0 ? Verdict.INCONCLUSIVE : Verdict.AS_ASKED);
  }

  /// @param asked 0 when a share of the filesystem was asked for
  private static void fill(Fidelity.Builder fidelity, Reading reading, long asked) {
    boolean enough = reading.errno() == 0 && reading.bytes() >= asked;
    boolean stillFilling = reading.errno() == 0 && reading.bytes() == 0 && reading.until() == 0;
    fidelity
        .setAchieved(
            "%s taken, available went from %s to %s%s"
                .formatted(
                    new ByteSize(reading.bytes()),
                    new ByteSize(reading.before()),
                    new ByteSize(reading.after()),
                    failure(reading)))
        .addMeasurements(bytes("bytes_allocated", reading.bytes()))
        .addMeasurements(bytes("available_before", reading.before()))
        .addMeasurements(bytes("available_after", reading.after()))
        .setVerdict(stillFilling ? Verdict.INCONCLUSIVE : is(enough));
  }

  private static String failure(Reading reading) {
    return switch (reading.errno()) {
      case 0, Reading.ESRCH -> "";
      case Reading.ENOSPC -> "; no more may be taken (ENOSPC)";
      default -> "; it failed (" + Errno.name(reading.errno()) + ")";
    };
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static Verdict is(boolean asAsked) {
    return asAsked ? Verdict.AS_ASKED : Verdict.DIFFERS;
  }

  private static Measurement measurement(String name, double value, String unit) {
    return Measurement.newBuilder().setName(name).setValue(value).setUnit(unit).build();
  }

  private static Measurement bytes(String name, long value) {
    return measurement(name, (double) value, "bytes");
  }
}
