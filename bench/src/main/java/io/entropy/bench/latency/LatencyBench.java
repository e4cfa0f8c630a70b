package io.entropy.bench.latency;

import io.entropy.api.v1.Fidelity;
import io.entropy.bench.Bench;
import io.entropy.bench.fault.Faults;
import io.entropy.bench.fault.Injected;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.GarbageCollections;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import io.entropy.bench.traffic.OneWay;
import io.entropy.bench.traffic.Stream;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How far one-way delays are from what was asked, beside packets that nobody delays; how many
/// packets a second the queue sustains; what TCP makes of it.
public final class LatencyBench implements Bench {
  private static final int PACKETS = 3_000;
  private static final int PER_SECOND = 500;
  private static final int WARM_UP = 500;
  private static final long SECOND = 1_000_000_000L;
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final double P50_MICROS = 100;
  private static final double P99_MICROS = 1_000;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report =
        new Report(
            "latency: error of the one-way delay that is added, |added − asked|, at %d packets/s"
                .formatted(PER_SECOND),
            List.of("", "p50", "p90", "p99", "late p50", "late p99", "n", ""));
    Container container = bench.container();
    NetworkNamespace namespace = NetworkNamespace.ofProcess(container.pid());
    try (Faults faults = Faults.open();
        OneWay packets = OneWay.into(namespace, container.address())) {
      Delays delays = new Delays(faults, container.id());
      errors(report, delays, packets);
      rates(report, delays, packets);
      streams(report, delays, namespace, container.address());
    }
    return report;
  }

  /// Faults of one container, all by the queue.
  private record Delays(Faults faults, String container) {
    Injected by(String time, String protocol) throws Exception {
      return faults
          .arm(
              container, "latency", Map.of("time", time, "protocol", protocol, "method", "nfqueue"))
          .release(LEASE);
    }
  }

  private static void errors(Report report, Delays delays, OneWay packets) throws Exception {
    try (Injected _ = delays.by("1ms", "udp")) {
      long[] _ = packets.times(WARM_UP, PER_SECOND, SECOND);
    }
    GarbageCollections collections = GarbageCollections.from();
    double undisturbed =
        row(report, "no rule", packets.times(PACKETS, PER_SECOND, SECOND), 0, "–", "–").median();
    double worst = 0;
    double worstTail = 0;
    for (int millis : new int[] {1, 10, 100}) {
      long asked = millis * 1_000_000L;
      try (Injected delay = delays.by(millis + "ms", "udp")) {
        long[] times = packets.times(PACKETS, PER_SECOND, SECOND + asked);
        Fidelity own = delay.end();
        Samples errors =
            row(
                report,
                "asked " + millis + " ms",
                times,
                asked + undisturbed,
                micros(Injected.value(own, "late_p50") * 1e6),
                micros(Injected.value(own, "late_p99") * 1e6));
        worst = Math.max(worst, errors.median());
        worstTail = Math.max(worstTail, errors.p99());
      }
    }
    report
        .note("added: to the median without a rule, whose own spread stands there")
        .note("late: by the queue's own clock, without what it takes to wake the receiver")
        .note("garbage collections meanwhile: " + collections.since())
        .verdict(worst / 1e3 <= P50_MICROS, "p50 ≤ 100 µs", micros(worst) + " at worst")
        .verdict(worstTail / 1e3 <= P99_MICROS, "p99 ≤ 1 ms", micros(worstTail) + " at worst");
  }

  private static Samples row(
      Report report, String what, long[] times, double expected, String... late) {
    Samples errors = new Samples();
    Arrays.stream(times)
        .filter(t -> t != OneWay.LOST)
        .forEach(t -> errors.add(Math.round(Math.abs(t - expected))));
    int lost = times.length - errors.count();
    report.cells(
        what,
        micros(errors.median()),
        micros(errors.p90()),
        micros(errors.p99()),
        late[0],
        late[1],
        Integer.toString(errors.count()),
        lost == 0 ? "" : lost + " LOST");
    return errors;
  }

  private static String micros(double nanos) {
    return Unit.MICROS.format(nanos);
  }

  private static void rates(Report report, Delays delays, OneWay packets) throws Exception {
    double bare = packets.flood(3 * SECOND);
    double queued;
    try (Injected _ = delays.by("1ms", "udp")) {
      queued = packets.flood(3 * SECOND);
    }
    report.note(
        String.format(
            Locale.ROOT,
            "sustained: %,.0f packets/s arrive 1 ms later, %,.0f with no rule (%.2f of that)",
            queued,
            bare,
            queued / bare));
  }

  private static void streams(
      Report report, Delays delays, NetworkNamespace namespace, String address) throws Exception {
    double bare = Stream.megabits(namespace, address, SECOND / 2, 2 * SECOND);
    report.note(String.format(Locale.ROOT, "TCP: %,.0f Mbit/s with no rule", bare));
    // 1 µs is the least that can be asked: the price of the queue itself.
    for (String time : new String[] {"1us", "1ms", "10ms"}) {
      try (Injected _ = delays.by(time, "tcp")) {
        double through = Stream.megabits(namespace, address, SECOND, 2 * SECOND);
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
}
