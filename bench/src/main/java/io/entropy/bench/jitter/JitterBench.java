package io.entropy.bench.jitter;

import io.entropy.bench.Bench;
import io.entropy.bench.fault.Faults;
import io.entropy.bench.fault.Injected;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Fit;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import io.entropy.bench.traffic.OneWay;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The delays that packets really have against the distribution that was asked for, with and
/// without correlation.
public final class JitterBench implements Bench {
  private static final int PACKETS = 2_500;
  private static final int PER_SECOND = 1_000;
  private static final long SECOND = 1_000_000_000L;
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final double MILLI = 1e6;
  private static final int TIME = 200;
  private static final int JITTER = 50;
  private static final double BUSY_SHARE = 0.02;
  private static final List<Integer> CORRELATIONS = List.of(0, 50);

  @Override
  public String name() {
    return "jitter";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report =
        new Report(
            "jitter: one-way delays of %d ± %d ms, %,d packets, against theory"
                .formatted(TIME, JITTER, PACKETS),
            List.of("", "correlation", "of successive ones", "test", "p", "n", ""));
    Container container = bench.container();
    int held = 0;
    try (Faults faults = Faults.open();
        OneWay packets =
            OneWay.into(NetworkNamespace.ofProcess(container.pid()), container.address())) {
      Samples late = late(faults, container, packets);
      double usual = late.median() / MILLI;
      for (Theory theory : Theory.values()) {
        for (int correlation : CORRELATIONS) {
          double[] delays = delays(faults, container, packets, parameters(theory, correlation));
          double[] shares =
              Arrays.stream(delays).map(d -> theory.share((d - usual - TIME) / JITTER)).toArray();
          held += row(report, theory, correlation, shares);
        }
      }
      report.note(
          "subtracted from each: %s, by which the median of %d ms without jitter is late; p90 %s"
              .formatted(Unit.MILLIS.format(late.median()), TIME, Unit.MILLIS.format(late.p90())));
      if (late.p90() - late.median() > BUSY_SHARE * JITTER * MILLI) {
        report.note("BUSY: the machine delays packets by too much of its own for this to tell");
      }
    }
    int rows = Theory.values().length * CORRELATIONS.size();
    return report
        .note("with correlation: of what each delay adds to its share of the one before")
        .verdict(held == rows, "p ≥ " + Fit.REFUSED, held + " of " + rows);
  }

  private static Map<String, String> parameters(Theory theory, int correlation) {
    Map<String, String> parameters =
        new HashMap<>(
            Map.of(
                "jitter",
                JITTER + "ms",
                "reorder",
                "true",
                "distribution",
                theory.name().toLowerCase(Locale.ROOT)));
    if (correlation > 0) {
      parameters.put("correlation", Integer.toString(correlation));
    }
    return parameters;
  }

  /// What the machine adds.
  private static Samples late(Faults faults, Container container, OneWay packets) throws Exception {
    Samples late = new Samples();
    for (double delay : delays(faults, container, packets, Map.of())) {
      late.add(Math.round((delay - TIME) * MILLI));
    }
    return late;
  }

  /// In milliseconds, in the order in which they were sent.
  private static double[] delays(
      Faults faults, Container container, OneWay packets, Map<String, String> besides)
      throws Exception {
    Map<String, String> parameters = new HashMap<>(besides);
    parameters.putAll(Map.of("time", TIME + "ms", "protocol", "udp", "method", "nfqueue"));
    try (Injected _ = faults.arm(container.id(), "latency", parameters).release(LEASE)) {
      long[] nanos = packets.times(PACKETS, PER_SECOND, 2 * SECOND);
      if (Arrays.stream(nanos).anyMatch(n -> n == OneWay.LOST)) {
        throw new IOException("packets were lost");
      }
      return Arrays.stream(nanos).mapToDouble(n -> n / MILLI).toArray();
    }
  }

  /// @param shares where in its distribution each delay lies, 0 to 1
  /// @return 1 when the theory holds
  private static int row(Report report, Theory theory, int correlation, double[] shares) {
    double[] fresh = Successive.innovations(shares, correlation / 100.0);
    Fit fit = Fit.kolmogorovSmirnov(share -> Math.clamp(share, 0, 1), fresh);
    report.cells(
        theory.name().toLowerCase(Locale.ROOT),
        correlation + "%",
        Successive.correlation(shares),
        fit.test(),
        fit.pText(),
        Integer.toString(fresh.length),
        fit.holds() ? "" : "NOT as theory says");
    return fit.holds() ? 1 : 0;
  }
}
