package io.entropy.bench.loss;

import io.entropy.api.v1.Fidelity;
import io.entropy.bench.Bench;
import io.entropy.bench.fault.Faults;
import io.entropy.bench.fault.Injected;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Share;
import io.entropy.bench.traffic.Numbered;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.BinomialDistribution;

/// Which share of packets `recv_drop` and `send_drop` really lose, between two containers.
public final class LossBench implements Bench {
  private static final int PACKETS = 60_000;
  private static final int PER_SECOND = 60_000;
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final List<String> MODES = List.of("recv_drop", "send_drop");
  private static final List<String> PERCENT =
      List.of("0.1", "1", "10", "30", "50", "90", "99", "100");

  /// So seldom do fewer intervals than that hold a share that is right.
  private static final double CHANCE = 0.001;

  private static final double MISSES = 0.05;

  @Override
  public String name() {
    return "loss";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report =
        new Report(
            "loss: the share of %,d packets that is lost, with 95 %% confidence".formatted(PACKETS),
            List.of("", "asked", "by the rule's counters", "holds", "at the receiver", "holds"));
    Container target = bench.container();
    Container peer = bench.container();
    int held = 0;
    int agreed = 0;
    try (Faults faults = Faults.open()) {
      for (String mode : MODES) {
        try (Numbered packets =
            mode.equals("recv_drop") ? between(peer, target) : between(target, peer)) {
          int bare = PACKETS - packets.send(PACKETS, PER_SECOND).cardinality();
          report.cells(mode, "no rule", "–", "", share(bare).toString(), "");
          for (String percent : PERCENT) {
            Loss loss = lost(faults, target, mode, percent, packets);
            held += row(report, mode, percent, loss);
            agreed += loss.seen == PACKETS && loss.counted == loss.missing ? 1 : 0;
          }
        }
      }
    }
    int rows = MODES.size() * PERCENT.size();
    int least =
        new BinomialDistribution(null, rows, 1 - MISSES).inverseCumulativeProbability(CHANCE);
    return report
        .verdict(
            agreed == rows, "counters and receiver agree to the packet", agreed + " of " + rows)
        .verdict(
            held >= least,
            "intervals that hold what was asked: %d or more".formatted(least),
            "%d of %d (fewer than %d happen by chance once in 1,000 runs)"
                .formatted(held, rows, least));
  }

  static Numbered between(Container from, Container into) throws Exception {
    return Numbered.between(
        NetworkNamespace.ofProcess(from.pid()),
        NetworkNamespace.ofProcess(into.pid()),
        into.address());
  }

  /// @param seen by the rule
  /// @param counted of those, that the rule counted as dropped
  /// @param missing at the receiver
  private record Loss(long seen, long counted, long missing) {}

  private static Loss lost(
      Faults faults, Container target, String mode, String percent, Numbered packets)
      throws Exception {
    Map<String, String> parameters =
        Map.of("percent", percent, "protocol", "udp", "dport", Integer.toString(packets.port()));
    try (Injected drop = faults.arm(target.id(), mode, parameters).release(LEASE)) {
      int arrived = packets.send(PACKETS, PER_SECOND).cardinality();
      Fidelity own = drop.end();
      return new Loss(
          (long) Injected.value(own, "packets_seen"),
          (long) Injected.value(own, "packets_dropped"),
          PACKETS - arrived);
    }
  }

  private static Share share(long lost) {
    return new Share(lost, PACKETS);
  }

  /// Whether what the receiver saw may be what was asked: 1 or 0.
  private static int row(Report report, String mode, String percent, Loss loss) {
    double asked = Double.parseDouble(percent) / 100;
    Share own = new Share(loss.counted, loss.seen);
    Share independent = share(loss.missing);
    report.cells(
        mode,
        percent + "%",
        own.toString(),
        own.mayBe(asked) ? "yes" : "NO",
        independent.toString(),
        independent.mayBe(asked) ? "yes" : "NO");
    return independent.mayBe(asked) ? 1 : 0;
  }
}
