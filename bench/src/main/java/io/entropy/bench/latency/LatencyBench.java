package io.entropy.bench.latency;

import io.entropy.bench.Bench;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.util.Arrays;
import java.util.Locale;

/// How far one-way delays are from what was asked, beside packets that nobody delays; how many
/// packets a second the queue sustains; what TCP makes of it.
public final class LatencyBench implements Bench {
  private static final int PACKETS = 2_000;
  private static final int PER_SECOND = 500;
  private static final int WARM_UP = 500;
  private static final long SECOND = 1_000_000_000L;
  private static final double TARGET_MICROS = 100;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report =
        new Report(
            "latency: one-way error |actual − asked| at %d packets/s".formatted(PER_SECOND),
            Unit.MICROS);
    Container container = bench.container();
    NetworkNamespace namespace = NetworkNamespace.ofProcess(container.pid());
    try (Delayed delayed = new Delayed(container);
        OneWay packets = OneWay.into(namespace, container.address())) {
      errors(report, delayed, packets);
      rates(report, delayed, packets);
      streams(report, delayed, namespace, container.address());
    }
    return report;
  }

  private static void errors(Report report, Delayed delayed, OneWay packets) throws Exception {
    long[] _ = delayed.by("1ms", "udp", () -> packets.times(WARM_UP, PER_SECOND, SECOND));
    long[] bare = packets.times(PACKETS, PER_SECOND, SECOND);
    Samples undelayed = samples(bare, 0);
    report.row("no rule", undelayed, p99(bare, 0));
    double worst = 0;
    for (int millis : new int[] {1, 10, 100}) {
      long asked = millis * 1_000_000L;
      long[] times =
          delayed.by(
              millis + "ms", "udp", () -> packets.times(PACKETS, PER_SECOND, SECOND + asked));
      Samples errors = samples(times, asked);
      report.row("asked " + millis + " ms", errors, p99(times, asked));
      worst = Math.max(worst, errors.median());
    }
    report.verdict(
        worst / 1e3 <= TARGET_MICROS, "p50 ≤ 100 µs", Unit.MICROS.format(worst) + " at worst");
  }

  private static Samples samples(long[] times, long asked) {
    Samples samples = new Samples();
    for (long time : times) {
      samples.add(Math.abs(time - asked));
    }
    return samples;
  }

  private static String p99(long[] times, long asked) {
    long[] sorted = Arrays.stream(times).map(t -> Math.abs(t - asked)).sorted().toArray();
    return "p99 " + Unit.MICROS.format((double) sorted[sorted.length * 99 / 100]);
  }

  private static void rates(Report report, Delayed delayed, OneWay packets) throws Exception {
    double bare = packets.flood(3 * SECOND);
    double queued = delayed.by("1ms", "udp", () -> packets.flood(3 * SECOND));
    report.note(
        String.format(
            Locale.ROOT,
            "sustained: %,.0f packets/s arrive through the queue, %,.0f with no rule",
            queued,
            bare));
  }

  private static void streams(
      Report report, Delayed delayed, NetworkNamespace namespace, String address) throws Exception {
    double bare = Stream.megabits(namespace, address, SECOND / 2, 2 * SECOND);
    report.note(String.format(Locale.ROOT, "TCP: %,.0f Mbit/s with no rule", bare));
    for (String time : new String[] {"1us", "1ms", "10ms"}) {
      double through =
          delayed.by(time, "tcp", () -> Stream.megabits(namespace, address, SECOND, 2 * SECOND));
      report.note(
          String.format(
              Locale.ROOT,
              "TCP: %,.0f Mbit/s %s later (%.2f of that)",
              through,
              time,
              through / bare));
    }
  }
}
